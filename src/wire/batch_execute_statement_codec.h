#pragma once

#include "basalt/operations/batch_execute_statement.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::BatchExecuteStatement> {
  static void decode(ObjectReader& members, operations::BatchExecuteStatement::Request& request);
  static void encode(const operations::BatchExecuteStatement::Response& response, std::string& out);
};

}  // namespace basalt::wire
