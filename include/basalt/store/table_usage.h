// TableUsage: what is counted of one table for the metrics page: capacity, latencies, errors. All revisions of a table
// share one; beyond a number of tables they all share one that is called "other", and tables of one name in several
// scopes share theirs too, because the page tells tables apart by name alone.
//
// Any thread may count, without a lock. docs/metrics.md says what is shown of it.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/metrics.h"

namespace basalt::store {

class Table;
class IndexLayout;
struct IndexedSide;

// Write units: one per KB begun of the larger of the item before and after; at least one.
uint64_t write_units(size_t old_size, size_t new_size);
// Of an index's entry that comes, goes or changes; when its key changes, an entry is erased and another put.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
uint64_t changed_entry_units(const IndexedSide& before, const IndexedSide& after);

// Operations are counted by number; who gives the numbers knows the names (wire/operation_numbers.h).
inline constexpr size_t kMaxOperations = 128;

// Of one operation on one table.
struct OperationUsage {
  metrics::Histogram successful_latency_us{metrics::latency_bounds_us()};
  metrics::BusyCounter returned_items;
  metrics::Counter returned_records;
  metrics::Counter returned_bytes;
  metrics::Counter throttled;
  metrics::Counter system_errors;
};

class TableUsage {
 public:
  explicit TableUsage(std::string name) : name_(std::move(name)) {}
  ~TableUsage();
  TableUsage(const TableUsage&) = delete;
  TableUsage& operator=(const TableUsage&) = delete;

  const std::string& name() const { return name_; }

  metrics::BusyCounter half_read_units;
  metrics::Counter write_units;  // counted by the shard writers
  metrics::Counter read_throttle_events;
  metrics::Counter write_throttle_events;
  metrics::Counter conditional_check_failed;
  metrics::Counter transaction_conflicts;
  metrics::Counter time_to_live_deletes;

  // Made when it is first asked for; number is below kMaxOperations.
  OperationUsage& operation(size_t number) {
    OperationUsage* const known = operations_[number].load(std::memory_order_acquire);
    return known != nullptr ? *known : make_operation(number);
  }
  // nullptr: never happened.
  const OperationUsage* find_operation(size_t number) const {
    return operations_[number].load(std::memory_order_acquire);
  }

 private:
  OperationUsage& make_operation(size_t number);

  const std::string name_;
  std::array<std::atomic<OperationUsage*>, kMaxOperations> operations_{};  // owned
};

// Of one index.
struct IndexUsage {
  metrics::BusyCounter half_read_units;
  metrics::Counter write_units;
  metrics::Counter fill_write_units;  // of filling an index that came after its table
};

inline constexpr std::string_view kOtherTables = "other";

// The usages of all tables there are.
class TableUsages {
 public:
  // max_named: tables that are shown by their names, at most.
  explicit TableUsages(size_t max_named) : max_named_(max_named) {}

  // For a new table. It is shown as long as someone holds it.
  std::shared_ptr<TableUsage> open(const std::string& table_name);
  // By name; "other" last, where it is needed.
  std::vector<std::shared_ptr<const TableUsage>> all() const;

 private:
  const size_t max_named_;
  mutable std::mutex mutex_;
  std::map<std::string, std::weak_ptr<TableUsage>> named_;
  std::shared_ptr<TableUsage> other_;  // stays once there is one, so that what it has counted never falls
};

// Of a table as the catalog gave it; lives as long as the table.
TableUsage& usage_of(const Table& table);
IndexUsage& usage_of(const IndexLayout& index);

}  // namespace basalt::store
