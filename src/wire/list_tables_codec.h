#pragma once

#include <string>

#include "basalt/operations/list_tables.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListTables> {
  static void decode(ObjectReader& members, operations::ListTables::Request& request);
  static void encode(const operations::ListTables::Response& response, std::string& out);
};

}  // namespace basalt::wire
