// Table: a table as the catalog holds it in memory. Immutable but for its counters; replaced whole when the
// definition changes, so a request works on one consistent definition from start to end.
//
// Held by shared_ptr<const Table> (the catalog and every request in flight share it). Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/index_layout.h"
#include "basalt/store/key_insights.h"
#include "basalt/store/table_definition.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt::store {

// True counts, kept by the shard writers and stored with every commit. Shared by successive Tables of one table.
struct TableCounters {
  std::atomic<int64_t> items{0};
  std::atomic<int64_t> bytes{0};  // item sizes as DynamoDB counts them
};

// What successive Tables of one table share with the shard writers (src/store/table_state.h).
struct TableState;

// Encoded key of one item: its row, and the hash that picks its shard.
struct ItemKey {
  std::string row;  // keys::item_row
  uint64_t hash = 0;
};

class Table {
 public:
  struct KeyAttribute {
    std::string name;
    AttributeType type;
  };

  // Made by the catalog alone. A later revision of the same table has the greater number.
  Table(TableDefinition definition, std::shared_ptr<TableState> state, uint64_t revision);

  const TableDefinition& definition() const { return definition_; }
  const std::string& name() const { return definition_.name; }
  const KeyAttribute& partition_key() const { return partition_key_; }
  const KeyAttribute* sort_key() const { return sort_key_.name.empty() ? nullptr : &sort_key_; }
  bool is_key(std::string_view attribute) const;
  // Type of a defined attribute; nullptr when the table's AttributeDefinitions do not have it.
  const AttributeDefinition* attribute(std::string_view name) const;
  const TableCounters& counters() const;
  // Of every index that writes keep: all but those being deleted.
  const std::vector<IndexLayout>& indexes() const { return indexes_; }
  // nullptr when there is none of this name.
  const IndexLayout* index(std::string_view name) const;

  // Of the table's own keys; those of a global index are its layout's.
  const KeyCounting& key_counting() const { return key_counting_; }
  // Whether contributor insights are enabled, of the table or of any of its indexes.
  bool counts_keys() const { return counts_keys_; }

  // The key of an item whose key attributes have passed the checks (present, right type, right size): CHECKed.
  ItemKey key_of(const Item& item) const;
  ItemKey key_of(const ItemView& item) const;
  ItemKey key_of(const AttributeValue& partition, const AttributeValue* sort) const;
  ItemKey key_of(const ValueView& partition, const ValueView* sort) const;
  engine::ShardId shard_of(uint64_t hash) const;
  // Position in definition().shards.
  size_t shard_index_of(uint64_t hash) const;

  // For the store.
  TableState& state() const { return *state_; }
  const std::shared_ptr<TableState>& shared_state() const { return state_; }
  uint64_t revision() const { return revision_; }

 private:
  template <class Value>
  ItemKey key_of_values(const Value& partition, const Value* sort) const;

  TableDefinition definition_;
  std::shared_ptr<TableState> state_;
  uint64_t revision_;
  KeyAttribute partition_key_;
  KeyAttribute sort_key_;
  std::vector<IndexLayout> indexes_;
  KeyCounting key_counting_;
  bool counts_keys_ = false;
};

using TableRef = std::shared_ptr<const Table>;

}  // namespace basalt::store
