#pragma once

#include <string>

#include "basalt/operations/create_global_table.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::CreateGlobalTable> {
  static void decode(ObjectReader& members, operations::CreateGlobalTable::Request& request);
  static void encode(const operations::CreateGlobalTable::Response& response, std::string& out);
};

}  // namespace basalt::wire
