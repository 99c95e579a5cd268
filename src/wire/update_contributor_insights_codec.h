#pragma once

#include <string>

#include "basalt/operations/update_contributor_insights.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UpdateContributorInsights> {
  static void decode(ObjectReader& members, operations::UpdateContributorInsights::Request& request);
  static void encode(const operations::UpdateContributorInsights::Response& response, std::string& out);
};

}  // namespace basalt::wire
