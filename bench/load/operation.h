// What basalt-bench can ask for, one by one, and the named mixes of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/result.h"
#include "load/key_chooser.h"

namespace basalt::bench {

enum class OperationKind {
  kGetItem,          // one item by its key
  kPutItem,          // overwrites a loaded item
  kInsert,           // puts an item with a key that was not there
  kRefusedPut,       // a put whose condition fails
  kUpdateItem,       // SET of one attribute
  kIncrement,        // ADD of 1 to a counter
  kReadModifyWrite,  // GetItem, then UpdateItem of the same item: two requests, one operation
  kQuery,            // a whole collection of the single-table design
  kCollectionGet,    // one item of a collection
  kCollectionPut,    // overwrites one item of a collection
  kShortScan,        // Scan of 1 to 100 items from any key on
  kScan,             // the first page: 1 MB, or --scan-limit items
  kBatchGet,         // BatchGetItem of 100
  kBatchWrite,       // BatchWriteItem of 25 puts with keys that were not there
  kTransactWrite,    // TransactWriteItems of two puts
};
inline constexpr size_t kOperationKinds = 15;

std::string_view name_of(OperationKind kind);
// True when it works on the table of collections.
bool is_of_collections(OperationKind kind);

struct Share {
  OperationKind kind;
  double weight;
};

struct Workload {
  std::string name;
  std::vector<Share> shares;  // not empty, weights above 0
  KeyDistribution distribution = KeyDistribution::kUniform;

  bool uses_items() const;
  bool uses_collections() const;
};

// A mix's name ("a" .. "f", "getitem", "single-table", ...) or a list such as "getitem=80,putitem=20".
Result<Workload, std::string> parse_workload(std::string_view text);
// One line for each named mix, for --help.
std::string describe_workloads();

}  // namespace basalt::bench
