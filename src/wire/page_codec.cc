#include "wire/page_codec.h"

#include "basalt/value/dynamodb_json.h"
#include "wire/object_writer.h"
#include "wire/shapes.h"

namespace basalt::wire {
namespace {

// JSON is larger than the stored form by its punctuation.
constexpr size_t kJsonBytesPerItem = 64;

}  // namespace

void decode_index_name(ObjectReader& members, operations::PageParameters& page) {
  members.string("IndexName", page.index_name, {.min_length = 3, .max_length = 255, .pattern = kNamePattern});
}

void decode_attributes_to_get(ObjectReader& members, operations::PageParameters& page) {
  members.string_list("AttributesToGet", page.attributes_to_get, {.min_size = 1, .shape = "java.lang.String"});
}

void decode_page_clauses(ObjectReader& members, operations::PageParameters& page) {
  members.item("ExclusiveStartKey", page.exclusive_start_key);
  members.boolean("ConsistentRead", page.consistent_read);
  members.string("FilterExpression", page.filter_expression);
  members.string("ProjectionExpression", page.projection_expression);
  members.expression_attribute_values(page.placeholders);
  members.expression_attribute_names(page.placeholders);
}

void encode_page(const operations::PageResponse& response, std::string& out) {
  ObjectWriter object(out);
  object.integer("Count", static_cast<int64_t>(response.count));
  if (response.items) {
    const operations::ItemList& items = *response.items;
    out.reserve(out.size() + items.bytes() + items.bytes() / 2 + items.size() * kJsonBytesPerItem);
    write_json(items.packed(), object.key("Items"));
  }
  object.integer("ScannedCount", static_cast<int64_t>(response.scanned_count));
  if (response.last_evaluated_key) object.item("LastEvaluatedKey", *response.last_evaluated_key);
  consumed_capacity_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
