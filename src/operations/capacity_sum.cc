#include "operations/capacity_sum.h"

#include <map>
#include <string>

namespace basalt::operations {

void add_capacity(const ConsumedCapacity& part, ConsumedCapacity& sum) {
  const auto add_units = [](const std::map<std::string, Capacity>& from, std::map<std::string, Capacity>& to) {
    for (const auto& [name, capacity] : from) to[name].units += capacity.units;
  };
  sum.total.units += part.total.units;
  if (part.table) {
    if (!sum.table) sum.table.emplace();
    sum.table->units += part.table->units;
  }
  add_units(part.local_indexes, sum.local_indexes);
  add_units(part.global_indexes, sum.global_indexes);
}

}  // namespace basalt::operations
