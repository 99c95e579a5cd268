// GroupRows: the distinct rows that a group of writes works on, each with its newest value as the group goes along,
// so that a write sees what the writes before it in its own group did. Owned by one writer thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/write_plan.h"

namespace basalt::store {

class GroupRows {
 public:
  struct Row {
    engine::RowRef ref;                  // the key is the first write's
    std::optional<std::string> value{};  // nullopt: no such row
    size_t writes_left = 0;              // of this group, the one that holds the row included
  };

  explicit GroupRows(engine::StorageEngine& engine) : engine_(engine) {}

  // The writes must stay where they are until the next start.
  void start(std::span<const ItemWrite> writes);
  // The row of the index-th write, read from the engine when this is its first use. Valid until the next start.
  engine::EngineResult<Row*> row_of(size_t index);

 private:
  size_t find_or_add(const ItemWrite& write);
  engine::EngineResult<void> read_ahead();

  engine::StorageEngine& engine_;
  std::vector<Row> rows_;
  std::vector<uint32_t> row_of_write_;
  std::vector<uint32_t> slots_;  // open addressing by row key: index of a row + 1, or 0; a power of two
  size_t read_ = 0;              // rows read so far; they are read in order
  std::vector<engine::RowRef> refs_;
  std::vector<std::optional<std::string>> values_;
};

}  // namespace basalt::store
