#include "wire/request_items.h"

#include <utility>

#include "wire/shapes.h"

namespace basalt::wire {
namespace {

constexpr size_t kMinNameLength = 3;
constexpr size_t kMaxNameLength = 255;
constexpr size_t kMaxArnLength = 1024;

bool table_name_valid(std::string_view name) {
  if (name.starts_with("arn:")) return name.size() <= kMaxArnLength;
  return name.size() >= kMinNameLength && name.size() <= kMaxNameLength && kNamePattern.matches(name);
}

}  // namespace

std::optional<simdjson::dom::object> request_items(ObjectReader& members, std::string_view action,
                                                   std::string_view shape) {
  const auto items = members.map("RequestItems", {.shape = shape});
  if (members.problems().stopped()) return std::nullopt;
  if (items && items->size() > 0) return items;
  members.problems().refuse(std::string("The requestItems parameter is required for ").append(action));
  return std::nullopt;
}

bool table_names_valid(simdjson::dom::object request_items) {
  for (const auto& [name, value] : request_items) {
    if (!table_name_valid(name)) return false;
  }
  return true;
}

void invalid_table_names(ObjectReader& members, std::string printed_map) {
  members.problems().violation(
      std::move(printed_map), members.path().member("RequestItems"),
      "Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length "
      "greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]");
}

void consumed_capacities_member(const std::optional<std::vector<operations::ConsumedCapacity>>& capacities,
                                ObjectWriter& object) {
  if (!capacities) return;
  ArrayWriter array(object.key("ConsumedCapacity"));
  for (const operations::ConsumedCapacity& capacity : *capacities) write_consumed_capacity(capacity, array.element());
}

void item_responses_member(const std::vector<std::optional<operations::OwnedItem>>& items, ObjectWriter& object) {
  ArrayWriter responses(object.key("Responses"));
  for (const auto& item : items) {
    ObjectWriter one(responses.element());
    if (item) one.item("Item", item->view());
  }
}

void item_collection_metrics_member(const std::optional<std::vector<operations::TableMetrics>>& tables,
                                    ObjectWriter& object) {
  if (!tables) return;
  ObjectWriter members(object.key("ItemCollectionMetrics"));
  for (const operations::TableMetrics& table : *tables) {
    ArrayWriter metrics(members.key(table.table_name));
    for (const auto& one : table.metrics) write_item_collection_metrics(one, metrics.element());
  }
}

}  // namespace basalt::wire
