#include "wire/contributor_insights_members.h"

#include "wire/table_members.h"

namespace basalt::wire {
namespace {

std::string_view name_of(operations::InsightsStatus status) {
  switch (status) {
    case operations::InsightsStatus::kEnabling:
      return "ENABLING";
    case operations::InsightsStatus::kEnabled:
      return "ENABLED";
    case operations::InsightsStatus::kDisabling:
      return "DISABLING";
    case operations::InsightsStatus::kDisabled:
      break;
  }
  return "DISABLED";
}

}  // namespace

void insights_index_member(ObjectReader& members, std::optional<std::string>& out) {
  members.string("IndexName", out, {.min_length = 3, .max_length = 255, .pattern = kNamePattern});
}

void write_insights_summary(const operations::ContributorInsightsSummary& summary, ObjectWriter& object) {
  object.string("TableName", summary.table_name);
  if (summary.index_name) object.string("IndexName", *summary.index_name);
  object.string("ContributorInsightsStatus", name_of(summary.status));
  if (summary.mode) object.string("ContributorInsightsMode", enum_name(kContributorInsightsModes, *summary.mode));
}

}  // namespace basalt::wire
