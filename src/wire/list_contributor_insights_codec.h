#pragma once

#include <string>

#include "basalt/operations/list_contributor_insights.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListContributorInsights> {
  static void decode(ObjectReader& members, operations::ListContributorInsights::Request& request);
  static void encode(const operations::ListContributorInsights::Response& response, std::string& out);
};

}  // namespace basalt::wire
