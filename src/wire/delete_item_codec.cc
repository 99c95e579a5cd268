#include "wire/delete_item_codec.h"

#include "wire/enum_names.h"
#include "wire/write_codec.h"

namespace basalt::wire {

void Codec<operations::DeleteItem>::decode(ObjectReader& members, operations::DeleteItem::Request& request) {
  operations::WriteParameters& parameters = request.parameters;
  members.enumeration("ReturnConsumedCapacity", parameters.return_consumed_capacity, kReturnConsumedCapacity);
  members.table_name(request.table_name);
  members.enumeration("ReturnValues", parameters.return_values, kReturnValues);
  members.enumeration("ReturnItemCollectionMetrics", parameters.return_item_collection_metrics,
                      kReturnItemCollectionMetrics);
  members.enumeration("ConditionalOperator", parameters.conditional_operator, kConditionalOperator);
  members.item("Key", request.key, true);
  members.expected(parameters.expected);
  decode_condition(members, parameters);
}

void Codec<operations::DeleteItem>::encode(const operations::DeleteItem::Response& response, std::string& out) {
  encode_write_response(response, out);
}

}  // namespace basalt::wire
