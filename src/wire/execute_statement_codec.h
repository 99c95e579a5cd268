#pragma once

#include "basalt/operations/execute_statement.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ExecuteStatement> {
  static void decode(ObjectReader& members, operations::ExecuteStatement::Request& request);
  static void encode(const operations::ExecuteStatement::Response& response, std::string& out);
};

}  // namespace basalt::wire
