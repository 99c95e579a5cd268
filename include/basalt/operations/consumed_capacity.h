// ReturnConsumedCapacity and the units AWS charges.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "basalt/store/table.h"
#include "basalt/value/item_codec.h"

namespace basalt::operations {

enum class ReturnConsumedCapacity { kNone, kTotal, kIndexes };

// Units of one table or index. Read and write parts are shown by transactions and PartiQL only.
struct Capacity {
  double units = 0;
  std::optional<double> read_units;
  std::optional<double> write_units;
};

// The ConsumedCapacity shape.
struct ConsumedCapacity {
  std::string table_name;  // as the request gave it: its ARN when that was given
  Capacity total;
  // INDEXES only: the table's own part and each index's.
  std::optional<Capacity> table;
  std::map<std::string, Capacity> local_indexes;
  std::map<std::string, Capacity> global_indexes;
};

// Read units of `bytes` (one item, or the sum of a page): a unit per 4 KB begun, half when eventually consistent;
// reading nothing costs as much as reading one byte.
double read_units(size_t bytes, bool consistent);
// Write units: one per KB begun of the larger of the item before and after; at least one.
double write_units(size_t old_size, size_t new_size);

// Of a read, or of a write to a table without indexes. nullopt for kNone.
std::optional<ConsumedCapacity> consumed_capacity(ReturnConsumedCapacity wanted, const std::string& table_name,
                                                  double units);

// An item before or after a write, with its size in bytes; nullopt: there is none.
struct SizedItem {
  ItemView item;
  size_t size = 0;
};

// Of one item's write, with what each index's entry costs: nothing where it stays as it was, one write where it
// comes, goes or changes, two where its key changes (an entry is erased and another put).
std::optional<ConsumedCapacity> write_capacity(ReturnConsumedCapacity wanted, const store::Table& table,
                                               const std::optional<SizedItem>& before,
                                               const std::optional<SizedItem>& after);

}  // namespace basalt::operations
