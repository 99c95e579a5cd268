#include "operations/transaction_capacity.h"

#include <algorithm>
#include <utility>

#include "operations/capacity_sum.h"

namespace basalt::operations {

void TransactionCapacity::add(const std::string& table_name, const std::optional<ConsumedCapacity>& part) {
  if (!part) return;
  auto table = std::find_if(tables_.begin(), tables_.end(),
                            [&](const ConsumedCapacity& known) { return known.table_name == table_name; });
  if (table == tables_.end()) {
    tables_.emplace_back().table_name = table_name;
    table = std::prev(tables_.end());
  }
  add_capacity(*part, *table);
}

void TransactionCapacity::charge(Capacity& capacity) const {
  capacity.units *= kTransactionFactor;
  (kind_ == Kind::kRead ? capacity.read_units : capacity.write_units) = capacity.units;
}

std::vector<ConsumedCapacity> TransactionCapacity::total() && {
  for (ConsumedCapacity& table : tables_) {
    charge(table.total);
    if (table.table) charge(*table.table);
    for (auto& [name, capacity] : table.local_indexes) charge(capacity);
    for (auto& [name, capacity] : table.global_indexes) charge(capacity);
  }
  return std::move(tables_);
}

}  // namespace basalt::operations
