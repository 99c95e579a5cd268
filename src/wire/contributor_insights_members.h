// What the actions about contributor insights read and write alike.
#pragma once

#include <array>

#include "basalt/operations/contributor_insights.h"
#include "wire/object_reader.h"
#include "wire/object_writer.h"

namespace basalt::wire {

inline constexpr auto kContributorInsightsModes = std::to_array<EnumName<store::ContributorInsightsMode>>({
    {"ACCESSED_AND_THROTTLED_KEYS", store::ContributorInsightsMode::kAccessedAndThrottledKeys},
    {"THROTTLED_KEYS", store::ContributorInsightsMode::kThrottledKeys},
});

void insights_index_member(ObjectReader& members, std::optional<std::string>& out);
// The members of ContributorInsightsSummary.
void write_insights_summary(const operations::ContributorInsightsSummary& summary, ObjectWriter& object);

}  // namespace basalt::wire
