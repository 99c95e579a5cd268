#include "wire/get_item_codec.h"

#include "wire/enum_names.h"
#include "wire/object_writer.h"
#include "wire/shapes.h"

namespace basalt::wire {

void Codec<operations::GetItem>::decode(ObjectReader& members, operations::GetItem::Request& request) {
  members.string_list("AttributesToGet", request.attributes_to_get, {.min_size = 1, .shape = "java.lang.String"});
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  members.item("Key", request.key, true);
  members.table_name(request.table_name);
  members.boolean("ConsistentRead", request.consistent_read);
  members.string("ProjectionExpression", request.projection_expression);
  members.expression_attribute_names(request.placeholders);
}

void Codec<operations::GetItem>::encode(const operations::GetItem::Response& response, std::string& out) {
  ObjectWriter object(out);
  if (response.item) object.item("Item", response.item->view());
  consumed_capacity_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
