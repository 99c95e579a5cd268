// TableSet: all tables at one moment. Immutable: a change makes a new one, which costs microseconds at thousands of
// tables, and a reader keeps the one it has. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "basalt/store/table.h"

namespace basalt::store {

class TableSet {
 public:
  struct Entry {
    uint64_t name_hash;
    TableRef table;
  };

  TableSet() : TableSet(std::vector<Entry>()) {}
  // tables in any order, no name twice.
  explicit TableSet(std::vector<TableRef> tables);

  const TableRef* find(std::string_view scope, std::string_view name) const;
  // By scope, then name.
  const std::vector<Entry>& entries() const { return entries_; }
  // Position of the first table that is not before (scope, name).
  size_t lower_bound(std::string_view scope, std::string_view name) const;
  // One past the scope's last table.
  size_t scope_end(std::string_view scope) const;

  // Adds the table, or replaces the one of that name.
  std::shared_ptr<const TableSet> with(TableRef table) const;
  std::shared_ptr<const TableSet> without(const Table& table) const;

 private:
  explicit TableSet(std::vector<Entry> entries);
  void index_names();

  std::vector<Entry> entries_;
  std::vector<uint32_t> slots_;  // open addressing by name_hash: index of an entry + 1, or 0; a power of two
};

}  // namespace basalt::store
