#include "wire/describe_contributor_insights_codec.h"

#include "basalt/value/dynamodb_json.h"
#include "wire/contributor_insights_members.h"
#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeContributorInsights>::decode(ObjectReader& members,
                                                            operations::DescribeContributorInsights::Request& request) {
  members.control_plane_table_name(request.table_name);
  insights_index_member(members, request.index_name);
}

void Codec<operations::DescribeContributorInsights>::encode(
    const operations::DescribeContributorInsights::Response& response, std::string& out) {
  ObjectWriter object(out);
  write_insights_summary(response.summary, object);
  if (response.last_update_seconds) object.timestamp("LastUpdateDateTime", *response.last_update_seconds);
  if (response.rules.empty()) return;
  ArrayWriter rules(object.key("ContributorInsightsRuleList"));
  for (const std::string& rule : response.rules) write_json_string(rule, rules.element());
}

}  // namespace basalt::wire
