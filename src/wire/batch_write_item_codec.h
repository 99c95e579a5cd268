#pragma once

#include "basalt/operations/batch_write_item.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::BatchWriteItem> {
  static void decode(ObjectReader& members, operations::BatchWriteItem::Request& request);
  static void encode(const operations::BatchWriteItem::Response& response, std::string& out);
};

}  // namespace basalt::wire
