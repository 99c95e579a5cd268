#include "basalt/operations/consumed_capacity.h"

#include <algorithm>
#include <utility>

#include "basalt/store/table_usage.h"
#include "operations/index_capacity.h"

namespace basalt::operations {
namespace {

constexpr size_t kReadUnitBytes = 4096;

size_t units_begun(size_t bytes, size_t unit) { return std::max<size_t>(1, (bytes + unit - 1) / unit); }

}  // namespace

double read_units(size_t bytes, bool consistent) {
  return static_cast<double>(units_begun(bytes, kReadUnitBytes)) * (consistent ? 1.0 : 0.5);
}

double write_units(size_t old_size, size_t new_size) {
  return static_cast<double>(store::write_units(old_size, new_size));
}

std::optional<ConsumedCapacity> consumed_capacity(ReturnConsumedCapacity wanted, const std::string& table_name,
                                                  double units) {
  if (wanted == ReturnConsumedCapacity::kNone) return std::nullopt;
  ConsumedCapacity capacity;
  capacity.table_name = table_name;
  capacity.total.units = units;
  if (wanted == ReturnConsumedCapacity::kIndexes) capacity.table.emplace().units = units;
  return capacity;
}

std::optional<ConsumedCapacity> write_capacity(ReturnConsumedCapacity wanted, const store::Table& table,
                                               const std::optional<SizedItem>& before,
                                               const std::optional<SizedItem>& after) {
  if (wanted == ReturnConsumedCapacity::kNone) return std::nullopt;
  const double table_units = write_units(before ? before->size : 0, after ? after->size : 0);
  auto capacity = consumed_capacity(wanted, table.name(), table_units);
  for (const store::IndexLayout& index : table.indexes()) {
    const double units = index_write_units(index, before, after);
    if (units == 0) continue;
    capacity->total.units += units;
    if (wanted != ReturnConsumedCapacity::kIndexes) continue;
    const bool local = index.kind() == store::IndexLayout::Kind::kLocal;
    (local ? capacity->local_indexes : capacity->global_indexes)[index.name()].units = units;
  }
  return capacity;
}

}  // namespace basalt::operations
