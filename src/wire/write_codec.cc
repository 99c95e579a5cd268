#include "wire/write_codec.h"

#include "wire/enum_names.h"
#include "wire/object_writer.h"
#include "wire/shapes.h"

namespace basalt::wire {

void decode_condition(ObjectReader& members, operations::WriteParameters& parameters) {
  members.enumeration("ReturnValuesOnConditionCheckFailure", parameters.return_values_on_condition_check_failure,
                      kReturnValuesOnConditionCheckFailure);
  members.string("ConditionExpression", parameters.condition_expression);
  members.expression_attribute_values(parameters.placeholders);
  members.expression_attribute_names(parameters.placeholders);
}

void encode_write_response(const operations::WriteResponse& response, std::string& out) {
  ObjectWriter object(out);
  if (response.attributes) object.item("Attributes", response.attributes->view());
  consumed_capacity_member(response.consumed_capacity, object);
  item_collection_metrics_member(response.item_collection_metrics, object);
}

}  // namespace basalt::wire
