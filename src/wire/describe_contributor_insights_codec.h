#pragma once

#include <string>

#include "basalt/operations/describe_contributor_insights.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeContributorInsights> {
  static void decode(ObjectReader& members, operations::DescribeContributorInsights::Request& request);
  static void encode(const operations::DescribeContributorInsights::Response& response, std::string& out);
};

}  // namespace basalt::wire
