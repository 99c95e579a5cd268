#include "wire/update_contributor_insights_codec.h"

#include "wire/contributor_insights_members.h"
#include "wire/object_writer.h"

namespace basalt::wire {
namespace {

using Action = operations::UpdateContributorInsights::Action;

constexpr auto kActions = std::to_array<EnumName<Action>>({{"ENABLE", Action::kEnable}, {"DISABLE", Action::kDisable}});

}  // namespace

void Codec<operations::UpdateContributorInsights>::decode(ObjectReader& members,
                                                          operations::UpdateContributorInsights::Request& request) {
  members.control_plane_table_name(request.table_name);
  insights_index_member(members, request.index_name);
  members.enumeration("ContributorInsightsAction", request.action, kActions, true);
  members.enumeration("ContributorInsightsMode", request.mode, kContributorInsightsModes);
}

void Codec<operations::UpdateContributorInsights>::encode(
    const operations::UpdateContributorInsights::Response& response, std::string& out) {
  ObjectWriter object(out);
  write_insights_summary(response, object);
}

}  // namespace basalt::wire
