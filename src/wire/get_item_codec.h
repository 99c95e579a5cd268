#pragma once

#include "basalt/operations/get_item.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::GetItem> {
  static void decode(ObjectReader& members, operations::GetItem::Request& request);
  static void encode(const operations::GetItem::Response& response, std::string& out);
};

}  // namespace basalt::wire
