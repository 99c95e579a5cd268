#include "basalt/store/table_usage.h"

#include <algorithm>

#include "basalt/store/table.h"
#include "store/index_state.h"
#include "store/shown_usage.h"
#include "store/table_state.h"

namespace basalt::store {

namespace {

// Ends the showing of a usage, not the usage.
struct Keeper {
  std::shared_ptr<TableUsage> usage;
  void operator()(TableUsage*) { usage.reset(); }
};

}  // namespace

std::shared_ptr<TableUsage> counted_in(const std::shared_ptr<TableUsage>& shown) {
  const Keeper* keeper = std::get_deleter<Keeper>(shown);
  return keeper == nullptr ? shown : keeper->usage;
}

uint64_t write_units(size_t old_size, size_t new_size) {
  constexpr size_t kUnitBytes = 1024;
  return std::max<size_t>(1, (std::max(old_size, new_size) + kUnitBytes - 1) / kUnitBytes);
}

uint64_t changed_entry_units(const IndexedSide& before, const IndexedSide& after) {
  if (!before.there) return write_units(0, after.entry.size);
  if (!after.there) return write_units(before.entry.size, 0);
  if (before.row != after.row) return write_units(before.entry.size, 0) + write_units(0, after.entry.size);
  return write_units(before.entry.size, after.entry.size);
}

TableUsage::~TableUsage() {
  for (const auto& operation : operations_) delete operation.load(std::memory_order_acquire);
}

OperationUsage& TableUsage::make_operation(size_t number) {
  auto made = std::make_unique<OperationUsage>();
  OperationUsage* known = nullptr;
  // Another thread may have been faster.
  if (!operations_[number].compare_exchange_strong(known, made.get(), std::memory_order_acq_rel)) return *known;
  return *made.release();
}

std::shared_ptr<TableUsage> TableUsages::open(const std::string& table_name) {
  const std::lock_guard lock(mutex_);
  if (const auto known = named_.find(table_name); known != named_.end()) {
    if (auto usage = known->second.lock()) return usage;
  }
  std::erase_if(named_, [](const auto& named) { return named.second.expired(); });
  // A table that is called "other" itself is counted with the others.
  if (named_.size() >= max_named_ || table_name == kOtherTables) {
    if (other_ == nullptr) other_ = std::make_shared<TableUsage>(std::string(kOtherTables));
    return other_;
  }
  auto usage = std::make_shared<TableUsage>(table_name);
  TableUsage* const address = usage.get();
  std::shared_ptr<TableUsage> shown(address, Keeper{std::move(usage)});
  named_[table_name] = shown;
  return shown;
}

std::vector<std::shared_ptr<const TableUsage>> TableUsages::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<const TableUsage>> usages;
  usages.reserve(named_.size() + 1);
  for (const auto& [name, held] : named_) {
    if (auto usage = held.lock()) usages.push_back(std::move(usage));
  }
  if (other_ != nullptr) usages.push_back(other_);
  return usages;
}

TableUsage& usage_of(const Table& table) { return *table.state().usage; }
IndexUsage& usage_of(const IndexLayout& index) { return index.state().usage; }

}  // namespace basalt::store
