// The last steps of Query and Scan, which are the same: find the table and what of it is read, make the checks that
// need it, read.
#pragma once

#include "basalt/operations/context.h"
#include "basalt/operations/page_parameters.h"
#include "basalt/operations/table_name.h"
#include "operations/access_path.h"
#include "operations/page_read.h"

namespace basalt::operations {

// prepare: ApiResult<PageRead>(const AccessPath&), the action's own checks in AWS's order. nullopt only for the memory
// tier.
template <class Prepare>
ApiResult<std::optional<PageResponse>> answer_page(const Context& context, const PageParameters& parameters,
                                                   Prepare&& prepare) {
  const store::TableRef table = TRY(find_table(context, parameters.table_name));
  const AccessPath path = TRY(AccessPath::find(*table, parameters.index_name));
  const PageRead read = TRY(prepare(path));
  std::optional<PageResponse> page;
  if (context.read_tier == engine::ReadTier::kMemory) {
    page = TRY(read_short_page(context.store, parameters, read));
  } else {
    page = TRY(read_page(context.store, parameters, read));
  }
  if (page && context.summary != nullptr) context.summary->returned_items = static_cast<uint32_t>(page->count);
  return page;
}

}  // namespace basalt::operations
