// PartialBatchGetItem: BatchGetItem of which some keys come back unprocessed, because a fault wants it so. Whatever the
// request as a whole is refused for comes first.
#pragma once

#include <vector>

#include "basalt/operations/batch_get_item.h"
#include "wire/batch_get_item_codec.h"

namespace basalt::wire {

struct PartialBatchGetItem {
  struct Request {
    operations::BatchGetItem::Request whole;
    std::vector<bool> unprocessed;  // of all keys, in the request's order
  };
  using Response = operations::BatchGetItem::Response;
  static constexpr std::string_view kName = operations::BatchGetItem::kName;
  static constexpr operations::Lane kLane = operations::Lane::kPool;
  static ApiResult<Response> run(operations::Context& context, const Request& request);
};

template <>
struct Codec<PartialBatchGetItem> : Codec<operations::BatchGetItem> {};

}  // namespace basalt::wire
