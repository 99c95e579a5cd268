// Reading one page of a table or an index: the limits of a page, the filter, the projection, and what it costs.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
#pragma once

#include <cstddef>
#include <optional>

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/expression/projection.h"
#include "basalt/operations/page_parameters.h"
#include "basalt/store/store.h"
#include "operations/access_path.h"

namespace basalt::operations {

inline constexpr size_t kMaxPageBytes = size_t{1} << 20;  // of item sizes as DynamoDB counts them

struct PageRead {
  const AccessPath& path;
  store::RowRange range;
  engine::Direction direction = engine::Direction::kForward;
  std::optional<size_t> limit = {};  // items before the filter
  std::optional<expression::Condition> filter = {};
  std::optional<expression::Projection> projection = {};
  bool count_only = false;
  bool reads_items = false;  // whole items beside a local index's rows
};

// Waits for the disk.
ApiResult<PageResponse> read_page(store::Store& store, const PageParameters& parameters, const PageRead& read);
// The same for a page of few rows that are in memory, so that an I/O thread can answer it; nullopt for any other.
ApiResult<std::optional<PageResponse>> read_short_page(store::Store& store, const PageParameters& parameters,
                                                       const PageRead& read);

}  // namespace basalt::operations
