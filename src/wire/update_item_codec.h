#pragma once

#include "basalt/operations/update_item.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UpdateItem> {
  static void decode(ObjectReader& members, operations::UpdateItem::Request& request);
  static void encode(const operations::UpdateItem::Response& response, std::string& out);
};

}  // namespace basalt::wire
