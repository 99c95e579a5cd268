#pragma once

#include <string>

#include "basalt/operations/update_table.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UpdateTable> {
  static void decode(ObjectReader& members, operations::UpdateTable::Request& request);
  static void encode(const operations::UpdateTable::Response& response, std::string& out);
};

}  // namespace basalt::wire
