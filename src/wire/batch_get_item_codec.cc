#include "wire/batch_get_item_codec.h"

#include "basalt/value/dynamodb_json.h"
#include "wire/attribute_value_reader.h"
#include "wire/enum_names.h"
#include "wire/object_writer.h"
#include "wire/request_items.h"

namespace basalt::wire {
namespace {

constexpr size_t kMaxKeys = 100;

// AWS checks Keys by newer rules than the other members, with texts of their own.
void refuse_keys(std::string_view table, std::string_view constraint, Problems& problems) {
  problems.refuse(std::string("1 validation error detected: Value at 'RequestItems.")
                      .append(table)
                      .append(".member.Keys' failed to satisfy constraint: ")
                      .append(constraint));
}

void decode_keys(std::string_view table, ObjectReader& members, operations::KeysAndAttributes& request) {
  Problems& problems = members.problems();
  const auto keys = members.list("Keys", {.shape = "AttributeValue"});
  if (problems.stopped()) return;
  if (!keys) return refuse_keys(table, "Member must not be null", problems);
  const size_t count = keys->size();
  if (count == 0) return refuse_keys(table, "Member must have length greater than or equal to 1", problems);
  if (count > kMaxKeys) return refuse_keys(table, "Member must have length less than or equal to 100", problems);
  request.keys.reserve(count);
  for (const Element key : *keys) {
    request.keys.push_back(read_item_element(key, problems));
    if (problems.stopped()) return;
  }
}

void decode_table(std::string_view table, ObjectReader& members, operations::KeysAndAttributes& request) {
  decode_keys(table, members, request);
  members.string_list("AttributesToGet", request.attributes_to_get, {.min_size = 1, .shape = "java.lang.String"});
  members.boolean("ConsistentRead", request.consistent_read);
  members.string_map("ExpressionAttributeNames", request.expression_attribute_names, {.shape = "java.lang.String"});
  members.string("ProjectionExpression", request.projection_expression);
}

void write_keys_and_attributes(const operations::KeysAndAttributes& request, std::string& out) {
  ObjectWriter object(out);
  if (request.attributes_to_get) {
    ArrayWriter names(object.key("AttributesToGet"));
    for (const std::string& name : *request.attributes_to_get) write_json_string(name, names.element());
  }
  if (request.consistent_read) object.boolean("ConsistentRead", *request.consistent_read);
  if (request.expression_attribute_names) {
    ObjectWriter names(object.key("ExpressionAttributeNames"));
    for (const auto& [placeholder, name] : *request.expression_attribute_names) names.string(placeholder, name);
  }
  {
    ArrayWriter keys(object.key("Keys"));
    for (const operations::Checked<Item>& key : request.keys) write_json(key.value, keys.element());
  }
  if (request.projection_expression) object.string("ProjectionExpression", *request.projection_expression);
}

}  // namespace

void Codec<operations::BatchGetItem>::decode(ObjectReader& members, operations::BatchGetItem::Request& request) {
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  const auto tables = request_items(members, "BatchGetItem", "KeysAndAttributes");
  if (!tables) return;
  if (!table_names_valid(*tables)) invalid_table_names(members, simdjson::minify(*tables));
  const Path path = members.path().member("RequestItems");
  for (const auto& [name, value] : *tables) {
    const auto object = structure_element(value, "KeysAndAttributes", members.problems());
    if (!object || members.problems().stopped()) return;
    const Path table_path = path.map_member(name);
    ObjectReader table_members(*object, table_path, members.problems());
    auto& table = request.request_items.emplace_back();
    table.table_name = name;
    decode_table(name, table_members, table.request);
    if (members.problems().stopped()) return;
  }
}

void Codec<operations::BatchGetItem>::encode(const operations::BatchGetItem::Response& response, std::string& out) {
  ObjectWriter object(out);
  {
    ObjectWriter tables(object.key("Responses"));
    for (const auto& table : response.responses) {
      out.reserve(out.size() + 2 * table.items.bytes());
      write_json(table.items.packed(), tables.key(table.table_name));
    }
  }
  {
    ObjectWriter tables(object.key("UnprocessedKeys"));
    for (const auto& table : response.unprocessed_keys) {
      write_keys_and_attributes(table.request, tables.key(table.table_name));
    }
  }
  consumed_capacities_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
