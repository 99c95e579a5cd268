#pragma once

#include "basalt/operations/query.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::Query> {
  static void decode(ObjectReader& members, operations::Query::Request& request);
  static void encode(const operations::Query::Response& response, std::string& out);
};

}  // namespace basalt::wire
