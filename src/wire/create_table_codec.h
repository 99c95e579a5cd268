#pragma once

#include <string>

#include "basalt/operations/create_table.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::CreateTable> {
  static void decode(ObjectReader& members, operations::CreateTable::Request& request);
  static void encode(const operations::CreateTable::Response& response, std::string& out);
};

}  // namespace basalt::wire
