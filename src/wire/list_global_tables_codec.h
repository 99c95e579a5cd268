#pragma once

#include <string>

#include "basalt/operations/list_global_tables.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListGlobalTables> {
  static void decode(ObjectReader& members, operations::ListGlobalTables::Request& request);
  static void encode(const operations::ListGlobalTables::Response& response, std::string& out);
};

}  // namespace basalt::wire
