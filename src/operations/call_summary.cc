#include "basalt/operations/call_summary.h"

namespace basalt::operations {

// A local index is read with the table's units, a global one with its own.
void charge_read(const store::Table& table, const store::IndexLayout* index, double units) {
  const auto half_units = static_cast<uint64_t>(units * 2);
  const bool global = index != nullptr && index->kind() == store::IndexLayout::Kind::kGlobal;
  (global ? store::usage_of(*index).half_read_units : store::usage_of(table).half_read_units).add(half_units);
}

}  // namespace basalt::operations
