// IndexLayout: where the rows of one of a table's indexes lie (keys/key_layout.h) and what they hold of their items.
//
// An index row is a function of its item alone: row_of and entry_of. The shard writer puts it in the item's own batch,
// in the form of a stored item (item_reader.h) whose item is the entry and whose timestamp is that of the write that
// last changed the entry.
//
// Made with its table; immutable but for its counters. Any thread.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/store/key_insights.h"
#include "basalt/store/table_definition.h"
#include "basalt/value/item_codec.h"

namespace basalt::store {

struct TableCounters;
// What the layouts of one index in successive tables share with the shard writers (src/store/index_state.h).
struct IndexState;

class IndexLayout {
 public:
  enum class Kind : uint8_t { kLocal, kGlobal };

  // Made by Table alone.
  IndexLayout(const TableDefinition& table, const LocalIndex& index, std::shared_ptr<IndexState> state);
  IndexLayout(const TableDefinition& table, const GlobalIndex& index, std::shared_ptr<IndexState> state,
              KeyCounting key_counting);

  Kind kind() const { return kind_; }
  const std::string& name() const { return name_; }
  SpaceId space() const { return space_; }
  // Entries and bytes of them, as DynamoDB counts them.
  const TableCounters& counters() const;

  // Of a global index.
  const KeyCounting& key_counting() const { return key_counting_; }

  // Replaces row. False when the index leaves the item out: it lacks a key attribute, or has one that cannot be a key
  // (another type, empty, too large), as items written before the index came may.
  bool row_of(const ItemView& item, std::string& row) const;
  // Of a start key: CHECKs that its attributes can be keys.
  std::string row_of(const Item& start_key) const;

  // Whether entries hold this attribute of their items.
  bool holds(std::string_view attribute) const;
  // What the index holds of an item that it does not leave out. A view into the item or into buffer, which is replaced.
  struct Entry {
    ItemView item;
    size_t size = 0;  // as DynamoDB counts it
  };
  Entry entry_of(const ItemView& item, size_t item_size, std::string& buffer) const;

  // For the store.
  IndexState& state() const { return *state_; }

 private:
  struct RowAttribute {
    std::string name;
    AttributeType type;
    size_t max_size;  // in bytes, of an S or B
  };
  IndexLayout(Kind kind, const TableDefinition& table, const std::string& name, SpaceId space, const KeySchema& schema,
              const IndexProjection& projection, std::shared_ptr<IndexState> state);
  template <class Find>
  bool append_row(const Find& find, std::string& row) const;

  Kind kind_;
  std::string name_;
  SpaceId space_;
  bool whole_items_;
  size_t partition_attributes_ = 0;  // how many of row_ make the hash
  std::vector<RowAttribute> row_;    // in the order of the row: partition key, sort key, the rest of the table's key
  std::vector<std::string> held_names_;  // sorted; unless whole_items_
  std::shared_ptr<IndexState> state_;
  KeyCounting key_counting_;
};

// One side of a change of an item as an index sees it. Owned by one thread, which looks again and again.
struct IndexedSide {
  bool there = false;  // else the other two mean nothing
  std::string row;
  IndexLayout::Entry entry;  // a view into the item or into buffer
  std::string buffer;

  // item is null when there is none on this side.
  void look(const IndexLayout& index, const ItemView* item, size_t item_size) {
    there = item != nullptr && index.row_of(*item, row);
    if (there) entry = index.entry_of(*item, item_size, buffer);
  }
};

}  // namespace basalt::store
