#pragma once

#include "basalt/operations/delete_item.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DeleteItem> {
  static void decode(ObjectReader& members, operations::DeleteItem::Request& request);
  static void encode(const operations::DeleteItem::Response& response, std::string& out);
};

}  // namespace basalt::wire
