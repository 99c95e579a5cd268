// GetItem in two halves, for it and for transactions: the checks that need no table, and those that do; and the item as
// its projection shows it. Private to operations.
#pragma once

#include <optional>
#include <string>

#include "basalt/expression/projection.h"
#include "basalt/operations/get_item.h"
#include "basalt/operations/owned_item.h"
#include "basalt/store/item_reader.h"

namespace basalt::operations {

// A checked read of one item.
struct PreparedRead {
  store::TableRef table;
  store::ItemKey key;
  std::optional<expression::Projection> projection;
};

// The first half, in AWS's order.
ApiResult<std::optional<expression::Projection>> check_request(const GetItem::Request& request);
// The second half.
ApiResult<PreparedRead> prepare_checked(store::TableRef table, std::optional<expression::Projection> projection,
                                        const GetItem::Request& request);

// stored is what row holds.
OwnedItem shown_item(std::string&& row, const store::StoredItem& stored,
                     const std::optional<expression::Projection>& projection);

}  // namespace basalt::operations
