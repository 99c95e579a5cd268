#pragma once

#include "basalt/operations/execute_transaction.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ExecuteTransaction> {
  static void decode(ObjectReader& members, operations::ExecuteTransaction::Request& request);
  static void encode(const operations::ExecuteTransaction::Response& response, std::string& out);
};

}  // namespace basalt::wire
