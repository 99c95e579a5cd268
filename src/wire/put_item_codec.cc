#include "wire/put_item_codec.h"

#include "wire/enum_names.h"
#include "wire/write_codec.h"

namespace basalt::wire {

void Codec<operations::PutItem>::decode(ObjectReader& members, operations::PutItem::Request& request) {
  operations::WriteParameters& parameters = request.parameters;
  members.enumeration("ReturnConsumedCapacity", parameters.return_consumed_capacity, kReturnConsumedCapacity);
  members.table_name(request.table_name);
  members.item("Item", request.item, true);
  members.enumeration("ConditionalOperator", parameters.conditional_operator, kConditionalOperator);
  members.expected(parameters.expected);
  members.enumeration("ReturnValues", parameters.return_values, kReturnValues);
  members.enumeration("ReturnItemCollectionMetrics", parameters.return_item_collection_metrics,
                      kReturnItemCollectionMetrics);
  decode_condition(members, parameters);
}

void Codec<operations::PutItem>::encode(const operations::PutItem::Response& response, std::string& out) {
  encode_write_response(response, out);
}

}  // namespace basalt::wire
