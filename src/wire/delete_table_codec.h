#pragma once

#include <string>

#include "basalt/operations/delete_table.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DeleteTable> {
  static void decode(ObjectReader& members, operations::DeleteTable::Request& request);
  static void encode(const operations::DeleteTable::Response& response, std::string& out);
};

}  // namespace basalt::wire
