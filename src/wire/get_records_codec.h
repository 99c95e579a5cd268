#pragma once

#include <string>

#include "basalt/operations/get_records.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::GetRecords> {
  static void decode(ObjectReader& members, operations::GetRecords::Request& request);
  static void encode(const operations::GetRecords::Response& response, std::string& out);
};

}  // namespace basalt::wire
