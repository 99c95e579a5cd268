#pragma once

#include <string>

#include "basalt/operations/describe_continuous_backups.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeContinuousBackups> {
  static void decode(ObjectReader& members, operations::DescribeContinuousBackups::Request& request);
  static void encode(const operations::DescribeContinuousBackups::Response& response, std::string& out);
};

}  // namespace basalt::wire
