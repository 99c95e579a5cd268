#include "operations/item_write.h"

namespace basalt::operations {

std::optional<ItemCollectionMetrics> item_collection_metrics(ReturnItemCollectionMetrics wanted,
                                                             const store::Table& table, const Item& key) {
  if (wanted == ReturnItemCollectionMetrics::kNone || table.definition().local_indexes.empty()) return std::nullopt;
  const std::string& name = table.partition_key().name;
  ItemCollectionMetrics metrics;
  metrics.item_collection_key.set(name, *key.find(name));
  return metrics;
}

void set_collection_size(const std::optional<int64_t>& collection_bytes,
                         std::optional<ItemCollectionMetrics>& metrics) {
  if (!metrics || !collection_bytes) return;
  const auto whole = static_cast<double>(*collection_bytes >> 30);
  metrics->size_estimate_range_gb = {whole, whole + 1};
}

void add_metrics(ItemCollectionMetrics metrics, std::vector<ItemCollectionMetrics>& known) {
  for (ItemCollectionMetrics& one : known) {
    if (one.item_collection_key != metrics.item_collection_key) continue;
    one = std::move(metrics);
    return;
  }
  known.push_back(std::move(metrics));
}

std::optional<ConsumedCapacity> write_capacity(ReturnConsumedCapacity wanted, const store::Table& table,
                                               const store::WriteOutcome& outcome) {
  if (wanted == ReturnConsumedCapacity::kNone) return std::nullopt;
  std::optional<SizedItem> before;
  if (outcome.old_item) before = SizedItem{ItemView(*outcome.old_item), outcome.old_size};
  std::optional<SizedItem> after;
  switch (outcome.change.kind) {
    case store::Change::Kind::kNone:
      after = before;
      break;
    case store::Change::Kind::kPut:
      after = SizedItem{ItemView(outcome.change.item), outcome.change.item_size};
      break;
    case store::Change::Kind::kErase:
      break;
  }
  return write_capacity(wanted, table, before, after);
}

std::optional<OwnedItem> old_attributes(ReturnValues return_values, store::WriteOutcome&& outcome) {
  if (return_values != ReturnValues::kAllOld || !outcome.old_item) return std::nullopt;
  return OwnedItem(*std::move(outcome.old_item));
}

std::optional<std::string> item_after(store::WriteOutcome&& outcome) {
  if (outcome.change.kind == store::Change::Kind::kPut) return std::move(outcome.change.item);
  if (outcome.change.kind == store::Change::Kind::kErase) return std::nullopt;
  return std::move(outcome.old_item);
}

PreparedWrite prepared_write(store::TableRef table, const Item& item, std::string named,
                             const WriteParameters& parameters) {
  PreparedWrite write;
  write.key = table->key_of(item);
  write.return_consumed_capacity = parameters.return_consumed_capacity;
  write.capacity_name = std::move(named);
  write.item_collection_metrics = item_collection_metrics(parameters.return_item_collection_metrics, *table, item);
  write.table = std::move(table);
  return write;
}

}  // namespace basalt::operations
