#include "wire/list_contributor_insights_codec.h"

#include "wire/contributor_insights_members.h"
#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::ListContributorInsights>::decode(ObjectReader& members,
                                                        operations::ListContributorInsights::Request& request) {
  members.optional_table_name(request.table_name);
  members.string("NextToken", request.next_token);
  members.integer("MaxResults", request.max_results, {.max = 100});
}

void Codec<operations::ListContributorInsights>::encode(const operations::ListContributorInsights::Response& response,
                                                        std::string& out) {
  ObjectWriter object(out);
  {
    ArrayWriter summaries(object.key("ContributorInsightsSummaries"));
    for (const operations::ContributorInsightsSummary& summary : response.summaries) {
      ObjectWriter members(summaries.element());
      write_insights_summary(summary, members);
    }
  }
  if (response.next_token) object.string("NextToken", *response.next_token);
}

}  // namespace basalt::wire
