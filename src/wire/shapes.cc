#include "wire/shapes.h"

#include <map>

namespace basalt::wire {
namespace {

// Capacity, and the head of ConsumedCapacity, have the same members.
void write_units(const operations::Capacity& capacity, ObjectWriter& object) {
  object.number("CapacityUnits", capacity.units);
  if (capacity.read_units) object.number("ReadCapacityUnits", *capacity.read_units);
  if (capacity.write_units) object.number("WriteCapacityUnits", *capacity.write_units);
}

void write_capacity(std::string_view name, const operations::Capacity& capacity, ObjectWriter& object) {
  ObjectWriter members(object.key(name));
  write_units(capacity, members);
}

void write_index_capacities(std::string_view name, const std::map<std::string, operations::Capacity>& indexes,
                            ObjectWriter& object) {
  if (indexes.empty()) return;
  ObjectWriter members(object.key(name));
  for (const auto& [index, capacity] : indexes) write_capacity(index, capacity, members);
}

}  // namespace

void write_consumed_capacity(const operations::ConsumedCapacity& capacity, std::string& out) {
  ObjectWriter object(out);
  object.string("TableName", capacity.table_name);
  write_units(capacity.total, object);
  if (capacity.table) write_capacity("Table", *capacity.table, object);
  write_index_capacities("LocalSecondaryIndexes", capacity.local_indexes, object);
  write_index_capacities("GlobalSecondaryIndexes", capacity.global_indexes, object);
}

void write_item_collection_metrics(const operations::ItemCollectionMetrics& metrics, std::string& out) {
  ObjectWriter object(out);
  object.item("ItemCollectionKey", metrics.item_collection_key);
  ArrayWriter range(object.key("SizeEstimateRangeGB"));
  for (const double bound : metrics.size_estimate_range_gb) write_double(bound, range.element());
}

void consumed_capacity_member(const std::optional<operations::ConsumedCapacity>& capacity, ObjectWriter& object) {
  if (capacity) write_consumed_capacity(*capacity, object.key("ConsumedCapacity"));
}

void item_collection_metrics_member(const std::optional<operations::ItemCollectionMetrics>& metrics,
                                    ObjectWriter& object) {
  if (metrics) write_item_collection_metrics(*metrics, object.key("ItemCollectionMetrics"));
}

}  // namespace basalt::wire
