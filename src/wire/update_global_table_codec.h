#pragma once

#include <string>

#include "basalt/operations/update_global_table.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UpdateGlobalTable> {
  static void decode(ObjectReader& members, operations::UpdateGlobalTable::Request& request);
  static void encode(const operations::UpdateGlobalTable::Response& response, std::string& out);
};

}  // namespace basalt::wire
