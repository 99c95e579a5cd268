#include "operations/item_write.h"

namespace basalt::operations {

namespace {

bool has_collection_metrics(ReturnItemCollectionMetrics wanted, const store::Table& table) {
  return wanted != ReturnItemCollectionMetrics::kNone && !table.definition().local_indexes.empty();
}

ItemCollectionMetrics metrics_of_collection(const std::string& name, AttributeValue value) {
  ItemCollectionMetrics metrics;
  metrics.item_collection_key.set(name, std::move(value));
  return metrics;
}

}  // namespace

std::optional<ItemCollectionMetrics> item_collection_metrics(ReturnItemCollectionMetrics wanted,
                                                             const store::Table& table, const Item& key) {
  if (!has_collection_metrics(wanted, table)) return std::nullopt;
  const std::string& name = table.partition_key().name;
  return metrics_of_collection(name, *key.find(name));
}

std::optional<ItemCollectionMetrics> item_collection_metrics(ReturnItemCollectionMetrics wanted,
                                                             const store::Table& table, const ItemView& item) {
  if (!has_collection_metrics(wanted, table)) return std::nullopt;
  const std::string& name = table.partition_key().name;
  return metrics_of_collection(name, item.find(name)->decode());
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
      after = SizedItem{outcome.change.item.view(), outcome.change.item_size};
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
  if (outcome.change.kind == store::Change::Kind::kPut) return std::move(outcome.change.item).take();
  if (outcome.change.kind == store::Change::Kind::kErase) return std::nullopt;
  return std::move(outcome.old_item);
}

}  // namespace basalt::operations
