#pragma once

#include "basalt/operations/transact_write_items.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::TransactWriteItems> {
  static void decode(ObjectReader& members, operations::TransactWriteItems::Request& request);
  static void encode(const operations::TransactWriteItems::Response& response, std::string& out);
};

}  // namespace basalt::wire
