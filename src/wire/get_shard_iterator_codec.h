#pragma once

#include <string>

#include "basalt/operations/get_shard_iterator.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::GetShardIterator> {
  static void decode(ObjectReader& members, operations::GetShardIterator::Request& request);
  static void encode(const operations::GetShardIterator::Response& response, std::string& out);
};

}  // namespace basalt::wire
