#pragma once

#include "basalt/operations/batch_get_item.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::BatchGetItem> {
  static void decode(ObjectReader& members, operations::BatchGetItem::Request& request);
  static void encode(const operations::BatchGetItem::Response& response, std::string& out);
};

}  // namespace basalt::wire
