#pragma once

#include "basalt/operations/put_item.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::PutItem> {
  static void decode(ObjectReader& members, operations::PutItem::Request& request);
  static void encode(const operations::PutItem::Response& response, std::string& out);
};

}  // namespace basalt::wire
