// DerivedRows: the rows that follow from a table's items, as they should be: those of each index, of the expiry index,
// and the sizes of item collections. What verification compares with the rows there are, and repair writes.
//
// Made for one table; owned by one thread. The table and the catalog must outlive it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/store/item_reader.h"
#include "store/checked_catalog.h"

namespace basalt::store {

// The rows of one kind that a table has.
struct DerivedSpace {
  enum class Kind { kIndex, kExpiry, kCollections };
  Kind kind;
  SpaceId space;
  const IndexLayout* index = nullptr;  // kIndex
  // TTL that is ENABLING: rows of items beyond what has been filled may be there already.
  bool may_have_more = false;

  std::string name() const;  // for the operator
};

// The part of such a row's value that follows from the item: all but the time of the write.
std::string_view content_of(DerivedSpace::Kind kind, std::string_view value);

struct DerivedRow {
  size_t space = 0;  // in DerivedRows::spaces
  size_t shard_index = 0;
  std::string_view row;
  std::string_view value;
  size_t size = 0;  // kIndex: of the entry, as DynamoDB counts it
};

class DerivedRows {
 public:
  DerivedRows(const Table& table, const CheckedCatalog& catalog);

  const Table& table() const { return table_; }
  const std::vector<DerivedSpace>& spaces() const { return spaces_; }

  using Visit = std::function<engine::EngineResult<void>(const DerivedRow&)>;
  // The rows that follow from the item. Items come in the order of their rows; a collection's row is visited when the
  // item after it comes, or at the end.
  engine::EngineResult<void> add_item(std::string_view item_row, const StoredItem& stored, const Visit& visit);
  engine::EngineResult<void> end_items(const Visit& visit);

  // The row in a space of indexes or expiries that follows from the item; false: none does. With beyond, also where the
  // index has not been filled so far.
  bool row_of(const DerivedSpace& space, std::string_view item_row, const StoredItem& stored, bool beyond,
              std::string& row, std::string& value);

 private:
  bool is_filled(const DerivedSpace& space, std::string_view item_row, size_t shard_index) const;
  void count_collection(std::string_view item_row, const StoredItem& stored, size_t local_entry_bytes);

  const Table& table_;
  const CheckedCatalog& catalog_;
  std::vector<DerivedSpace> spaces_;
  std::string collection_;  // the row of the collection that items are of
  uint64_t collection_bytes_ = 0;
  size_t entry_size_ = 0;  // of the row that row_of made last
  std::string row_, value_, buffer_;
};

}  // namespace basalt::store
