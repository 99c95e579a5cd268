#include "wire/partial_batch_get_item.h"

#include <utility>

namespace basalt::wire {

using operations::BatchGetItem;
using TableKeys = BatchGetItem::TableKeys;

ApiResult<BatchGetItem::Response> PartialBatchGetItem::run(operations::Context& context, const Request& request) {
  TRY(BatchGetItem::run(context, request.whole));
  BatchGetItem::Request kept;
  kept.return_consumed_capacity = request.whole.return_consumed_capacity;
  std::vector<TableKeys> unprocessed;
  size_t key = 0;
  for (const TableKeys& table : request.whole.request_items) {
    TableKeys left = table;
    TableKeys wanted = table;
    left.request.keys.clear();
    wanted.request.keys.clear();
    for (const auto& one : table.request.keys) (request.unprocessed[key++] ? left : wanted).request.keys.push_back(one);
    if (!wanted.request.keys.empty()) kept.request_items.push_back(std::move(wanted));
    if (!left.request.keys.empty()) unprocessed.push_back(std::move(left));
  }
  auto response = TRY(BatchGetItem::run(context, kept));
  for (TableKeys& table : unprocessed) response.unprocessed_keys.push_back(std::move(table));
  return response;
}

}  // namespace basalt::wire
