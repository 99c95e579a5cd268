#include "store/table_set.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

namespace basalt::store {
namespace {

uint64_t hash_of(std::string_view scope, std::string_view name) {
  constexpr uint64_t kOddMultiplier = 0x9E3779B97F4A7C15U;
  const std::hash<std::string_view> hash;
  return hash(name) ^ (scope.empty() ? 0 : hash(scope) * kOddMultiplier);
}

int compare(const Table& table, std::string_view scope, std::string_view name) {
  const int by_scope = table.definition().scope.compare(scope);
  return by_scope != 0 ? by_scope : table.name().compare(name);
}

std::vector<TableSet::Entry> sorted_entries(std::vector<TableRef> tables) {
  std::sort(tables.begin(), tables.end(),
            [](const TableRef& a, const TableRef& b) { return compare(*a, b->definition().scope, b->name()) < 0; });
  std::vector<TableSet::Entry> entries;
  entries.reserve(tables.size());
  for (TableRef& table : tables) {
    const uint64_t hash = hash_of(table->definition().scope, table->name());
    entries.push_back({hash, std::move(table)});
  }
  return entries;
}

}  // namespace

TableSet::TableSet(std::vector<TableRef> tables) : TableSet(sorted_entries(std::move(tables))) {}

TableSet::TableSet(std::vector<Entry> entries) : entries_(std::move(entries)) { index_names(); }

void TableSet::index_names() {
  slots_.assign(std::bit_ceil(entries_.size() * 2 + 1), 0);
  const size_t mask = slots_.size() - 1;
  for (uint32_t i = 0; i < entries_.size(); ++i) {
    size_t slot = entries_[i].name_hash & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = i + 1;
  }
}

const TableRef* TableSet::find(std::string_view scope, std::string_view name) const {
  const uint64_t hash = hash_of(scope, name);
  const size_t mask = slots_.size() - 1;
  for (size_t slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.name_hash == hash && compare(*entry.table, scope, name) == 0) return &entry.table;
  }
  return nullptr;
}

size_t TableSet::lower_bound(std::string_view scope, std::string_view name) const {
  const auto found = std::partition_point(entries_.begin(), entries_.end(),
                                          [&](const Entry& entry) { return compare(*entry.table, scope, name) < 0; });
  return static_cast<size_t>(found - entries_.begin());
}

size_t TableSet::scope_end(std::string_view scope) const {
  const auto found = std::partition_point(entries_.begin(), entries_.end(),
                                          [&](const Entry& entry) { return entry.table->definition().scope <= scope; });
  return static_cast<size_t>(found - entries_.begin());
}

std::shared_ptr<const TableSet> TableSet::with(TableRef table) const {
  const std::string& scope = table->definition().scope;
  const std::string& name = table->name();
  const size_t place = lower_bound(scope, name);
  std::vector<Entry> entries;
  entries.reserve(entries_.size() + 1);
  entries.assign(entries_.begin(), entries_.end());
  if (place < entries.size() && compare(*entries[place].table, scope, name) == 0) {
    entries[place].table = std::move(table);
  } else {
    const uint64_t hash = hash_of(scope, name);
    entries.insert(entries.begin() + static_cast<ptrdiff_t>(place), Entry{hash, std::move(table)});
  }
  return std::shared_ptr<const TableSet>(new TableSet(std::move(entries)));
}

std::shared_ptr<const TableSet> TableSet::without(const Table& table) const {
  std::vector<Entry> entries;
  entries.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    if (compare(*entry.table, table.definition().scope, table.name()) != 0) entries.push_back(entry);
  }
  return std::shared_ptr<const TableSet>(new TableSet(std::move(entries)));
}

}  // namespace basalt::store
