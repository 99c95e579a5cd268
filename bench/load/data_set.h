// DataSet: what is loaded, and how it looks as JSON. Two tables:
//
//   NAME              pk "user000000000042", v text: as many bytes as the item size asks for
//   NAME-collections  the single-table design: pk "user000000000042" with sk "PROFILE#" and "ORDER#000000001" ...
//
// Shared by all threads of a run: only the number of items changes, as inserts add to it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "load/random.h"

namespace basalt::bench {

struct DataOptions {
  std::string table = "bench";
  uint64_t items = 100'000;
  size_t item_bytes = 100;  // as DynamoDB counts them, names included; at most 400 KB
  uint64_t collection_items = 10;
  uint64_t scan_limit = 0;   // 0: pages of 1 MB
  uint64_t insert_from = 0;  // number of the first inserted item; 0: the one behind the last
};

class DataSet {
 public:
  explicit DataSet(DataOptions options);

  const DataOptions& options() const { return options_; }
  const std::string& items_table() const { return options_.table; }
  const std::string& collections_table() const { return collections_table_; }
  uint64_t items() const { return items_.load(std::memory_order_relaxed); }
  uint64_t collections() const;
  // The number of a new item, which counts from now on.
  uint64_t add_item();

  // "pk":{"S":"user000000000042"}, without braces around it.
  static void append_item_key(uint64_t item, std::string& json);
  // The same with the sort key; `position` 0 .. collection_items - 1.
  static void append_collection_key(uint64_t collection, uint64_t position, std::string& json);
  // {...}: the whole item with a random value.
  void append_item(uint64_t item, Random& random, std::string& json) const;
  void append_collection_item(uint64_t collection, uint64_t position, Random& random, std::string& json) const;
  // {"S":"..."} of a random value of the length that makes an item of item_bytes.
  void append_value(Random& random, std::string& json) const;

 private:
  void append_text(size_t length, Random& random, std::string& json) const;

  const DataOptions options_;
  const std::string collections_table_;
  const std::string letters_;  // values are pieces of it
  std::atomic<uint64_t> items_;
};

}  // namespace basalt::bench
