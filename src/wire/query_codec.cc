#include "wire/query_codec.h"

#include "wire/enum_names.h"
#include "wire/page_codec.h"

namespace basalt::wire {
namespace {

// AWS checks Query's Limit by newer rules than its other members, with a text of its own.
void decode_limit(ObjectReader& members, std::optional<int32_t>& limit) {
  members.integer("Limit", limit);
  if (!limit || *limit >= 1) return;
  members.problems().refuse(
      "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater "
      "than or equal to 1");
}

}  // namespace

void Codec<operations::Query>::decode(ObjectReader& members, operations::Query::Request& request) {
  operations::PageParameters& page = request.page;
  members.enumeration("Select", page.select, kSelect);
  decode_index_name(members, page);
  members.enumeration("ReturnConsumedCapacity", page.return_consumed_capacity, kReturnConsumedCapacity);
  members.conditions("QueryFilter", page.filter);
  members.table_name(page.table_name);
  members.enumeration("ConditionalOperator", page.conditional_operator, kConditionalOperator);
  decode_attributes_to_get(members, page);
  decode_limit(members, page.limit);
  members.conditions("KeyConditions", request.key_conditions);
  members.boolean("ScanIndexForward", request.scan_index_forward);
  members.string("KeyConditionExpression", request.key_condition_expression);
  decode_page_clauses(members, page);
}

void Codec<operations::Query>::encode(const operations::Query::Response& response, std::string& out) {
  encode_page(response, out);
}

}  // namespace basalt::wire
