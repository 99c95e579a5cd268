#pragma once

#include "basalt/operations/transact_get_items.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::TransactGetItems> {
  static void decode(ObjectReader& members, operations::TransactGetItems::Request& request);
  static void encode(const operations::TransactGetItems::Response& response, std::string& out);
};

}  // namespace basalt::wire
