#include "wire/scan_codec.h"

#include "wire/enum_names.h"
#include "wire/page_codec.h"

namespace basalt::wire {

void Codec<operations::Scan>::decode(ObjectReader& members, operations::Scan::Request& request) {
  operations::PageParameters& page = request.page;
  members.enumeration("Select", page.select, kSelect);
  decode_index_name(members, page);
  members.integer("TotalSegments", request.total_segments, {.min = 1, .max = 1000000});
  members.enumeration("ReturnConsumedCapacity", page.return_consumed_capacity, kReturnConsumedCapacity);
  members.table_name(page.table_name);
  members.enumeration("ConditionalOperator", page.conditional_operator, kConditionalOperator);
  members.conditions("ScanFilter", page.filter);
  members.integer("Segment", request.segment, {.min = 0, .max = 999999});
  members.integer("Limit", page.limit, {.min = 1});
  decode_attributes_to_get(members, page);
  decode_page_clauses(members, page);
}

void Codec<operations::Scan>::encode(const operations::Scan::Response& response, std::string& out) {
  encode_page(response, out);
}

}  // namespace basalt::wire
