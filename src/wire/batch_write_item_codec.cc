#include "wire/batch_write_item_codec.h"

#include <algorithm>

#include "basalt/value/dynamodb_json.h"
#include "wire/enum_names.h"
#include "wire/object_writer.h"
#include "wire/request_items.h"

namespace basalt::wire {
namespace {

constexpr size_t kMaxRequests = 25;
constexpr std::string_view kRequestLists = "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>";

// {pk=AttributeValue(s=a)}
void print_attributes(Element item, std::string& out) {
  simdjson::dom::object attributes;
  if (item.get_object().get(attributes) != simdjson::SUCCESS) return;
  out.push_back('{');
  bool first = true;
  for (const auto& [name, value] : attributes) {
    out.append(first ? "" : ", ").append(name).append("=").append(printed(value, "AttributeValue"));
    first = false;
  }
  out.push_back('}');
}

// WriteRequest(putRequest=PutRequest(item={…})), as AWS's classes print.
void print_write_request(Element request, std::string& out) {
  out.append("WriteRequest(");
  bool first = true;
  const auto print = [&](std::string_view member, std::string_view begin, std::string_view attributes) {
    Element item;
    if (request[member][attributes].get(item) != simdjson::SUCCESS) return;
    out.append(first ? "" : ", ").append(begin);
    print_attributes(item, out);
    out.push_back(')');
    first = false;
  };
  print("PutRequest", "putRequest=PutRequest(item=", "Item");
  print("DeleteRequest", "deleteRequest=DeleteRequest(key=", "Key");
  out.push_back(')');
}

// {Orders=[WriteRequest(…), WriteRequest(…)]}
std::string print_tables(simdjson::dom::object tables) {
  std::string out = "{";
  for (const auto& [name, value] : tables) {
    out.append(out.size() == 1 ? "" : ", ").append(name).append("=[");
    bool first = true;
    simdjson::dom::array requests;
    if (value.get_array().get(requests) == simdjson::SUCCESS) {
      for (const Element request : requests) {
        out.append(first ? "" : ", ");
        print_write_request(request, out);
        first = false;
      }
    }
    out.push_back(']');
  }
  return out.append("}");
}

void check_tables(simdjson::dom::object tables, ObjectReader& members) {
  if (!table_names_valid(tables)) invalid_table_names(members, print_tables(tables));
  for (const auto& [name, value] : tables) {
    simdjson::dom::array requests;
    if (value.get_array().get(requests) != simdjson::SUCCESS) continue;
    if (requests.size() >= 1 && requests.size() <= kMaxRequests) continue;
    members.problems().violation(print_tables(tables), members.path().member("RequestItems"),
                                 "Map value must satisfy constraint: [Member must have length less than or equal to "
                                 "25, Member must have length greater than or equal to 1]");
    return;
  }
}

void decode_request(ObjectReader& members, operations::WriteRequest& request) {
  members.structure("DeleteRequest", "DeleteRequest", false, [&](ObjectReader& delete_members) {
    delete_members.item("Key", request.delete_key.emplace(), true);
  });
  members.structure("PutRequest", "PutRequest", false,
                    [&](ObjectReader& put_members) { put_members.item("Item", request.put_item.emplace(), true); });
}

void decode_requests(Element value, const Path& path, Problems& problems,
                     std::vector<operations::WriteRequest>& requests) {
  const auto elements = nested_list(value, problems);
  if (!elements) return;
  requests.reserve(std::min(elements->size(), kMaxRequests));
  size_t index = 0;
  for (const Element element : *elements) {
    const auto object = structure_element(element, "WriteRequest", problems);
    if (!object || problems.stopped()) return;
    const Path element_path = path.list_member(index++);
    ObjectReader members(*object, element_path, problems);
    decode_request(members, requests.emplace_back());
    if (problems.stopped()) return;
  }
}

void write_request(const operations::WriteRequest& request, std::string& out) {
  ObjectWriter object(out);
  if (request.put_item) {
    ObjectWriter put(object.key("PutRequest"));
    put.item("Item", request.put_item->value.view());
  } else {
    ObjectWriter erase(object.key("DeleteRequest"));
    erase.item("Key", request.delete_key->value);
  }
}

}  // namespace

void Codec<operations::BatchWriteItem>::decode(ObjectReader& members, operations::BatchWriteItem::Request& request) {
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  members.enumeration("ReturnItemCollectionMetrics", request.return_item_collection_metrics,
                      kReturnItemCollectionMetrics);
  const auto tables = request_items(members, "BatchWriteItem", kRequestLists);
  if (!tables) return;
  check_tables(*tables, members);
  const Path path = members.path().member("RequestItems");
  request.request_items.reserve(tables->size());
  for (const auto& [name, value] : *tables) {
    auto& table = request.request_items.emplace_back();
    table.table_name = name;
    const Path table_path = path.map_member(name);
    decode_requests(value, table_path, members.problems(), table.requests);
    if (members.problems().stopped()) return;
  }
}

void Codec<operations::BatchWriteItem>::encode(const operations::BatchWriteItem::Response& response, std::string& out) {
  ObjectWriter object(out);
  {
    ObjectWriter tables(object.key("UnprocessedItems"));
    for (const auto& table : response.unprocessed_items) {
      ArrayWriter requests(tables.key(table.table_name));
      for (const operations::WriteRequest& request : table.requests) write_request(request, requests.element());
    }
  }
  item_collection_metrics_member(response.item_collection_metrics, object);
  consumed_capacities_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
