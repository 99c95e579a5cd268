// What the single-item writes have in common once they are checked: queue the plan, answer the outcome. Private to
// operations.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/store/store.h"
#include "operations/key_access.h"

namespace basalt::operations {

// A checked write, ready to be queued, and what its answer is to show beside attributes.
struct PreparedWrite {
  store::TableRef table;
  store::ItemKey key;
  std::unique_ptr<store::WritePlan> plan;
  ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  std::string capacity_name;  // the table as the request named it: an ARN is answered with the ARN
  std::optional<ItemCollectionMetrics> item_collection_metrics;
};

// A write of item's key (the item may be the key alone), with everything but its plan. named: the table as the request
// names it.
template <class ItemOrView>
PreparedWrite prepared_write(store::TableRef table, const ItemOrView& item, std::string named,
                             const WriteParameters& parameters);

// For tables with local secondary indexes; nullopt for others, and when nobody asked.
std::optional<ItemCollectionMetrics> item_collection_metrics(ReturnItemCollectionMetrics wanted,
                                                             const store::Table& table, const Item& key);
std::optional<ItemCollectionMetrics> item_collection_metrics(ReturnItemCollectionMetrics wanted,
                                                             const store::Table& table, const ItemView& item);

// Fills in the gigabytes between which the collection's size lies after a write that changed it.
void set_collection_size(const std::optional<int64_t>& collection_bytes, std::optional<ItemCollectionMetrics>& metrics);

// Adds them, in the place of those of the same item collection.
void add_metrics(ItemCollectionMetrics metrics, std::vector<ItemCollectionMetrics>& known);

std::optional<ConsumedCapacity> write_capacity(ReturnConsumedCapacity wanted, const store::Table& table,
                                               const store::WriteOutcome& outcome);

// ReturnValues=ALL_OLD, or NONE.
std::optional<OwnedItem> old_attributes(ReturnValues return_values, store::WriteOutcome&& outcome);

// The item as a write leaves it; nullopt: there is none.
std::optional<std::string> item_after(store::WriteOutcome&& outcome);

template <class ItemOrView>
PreparedWrite prepared_write(store::TableRef table, const ItemOrView& item, std::string named,
                             const WriteParameters& parameters) {
  PreparedWrite write;
  write.key = table->key_of(item);
  write.return_consumed_capacity = parameters.return_consumed_capacity;
  write.capacity_name = std::move(named);
  write.item_collection_metrics = item_collection_metrics(parameters.return_item_collection_metrics, *table, item);
  write.table = std::move(table);
  return write;
}

// attributes_of: std::optional<OwnedItem>(store::WriteOutcome&&), the answer's Attributes.
template <class AttributesOf>
void submit(store::Store& store, ApiResult<PreparedWrite> prepared, AttributesOf attributes_of,
            Reply<WriteResponse> reply) {
  if (!prepared.ok()) {
    reply(Failure{std::move(prepared).error()});
    return;
  }
  PreparedWrite& write = *prepared;
  store::ItemWrite item_write{write.table, std::move(write.key), std::move(write.plan), {}};
  std::string counted_row = write.table->counts_keys() ? item_write.key.row : std::string();
  item_write.done = [counted_row = std::move(counted_row), table = std::move(write.table),
                     wanted = write.return_consumed_capacity, capacity_name = std::move(write.capacity_name),
                     metrics = std::move(write.item_collection_metrics), attributes_of = std::move(attributes_of),
                     reply = std::move(reply)](ApiResult<store::WriteOutcome>&& outcome) mutable {
    if (!counted_row.empty()) count_write(*table, counted_row, outcome);
    if (!outcome.ok()) {
      reply(Failure{std::move(outcome).error()});
      return;
    }
    WriteResponse response;
    response.consumed_capacity = write_capacity(wanted, *table, *outcome);
    if (response.consumed_capacity) response.consumed_capacity->table_name = std::move(capacity_name);
    response.item_collection_metrics = std::move(metrics);
    set_collection_size(outcome->collection_bytes, response.item_collection_metrics);
    response.attributes = attributes_of(std::move(*outcome));
    reply(std::move(response));
  };
  store.submit(std::move(item_write));
}

}  // namespace basalt::operations
