#include "store/group_rows.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

namespace basalt::store {
namespace {

// Rows read at once: enough to share the cost of a multi_get, and at 400 KB an item still bounded memory.
constexpr size_t kReadAhead = 32;
constexpr engine::ReadOptions kToOverwrite{.cached = false};

// The key's own hash is of its partition alone.
size_t hash_of(const ItemWrite& write) {
  return write.table->sort_key() == nullptr ? write.key.hash : std::hash<std::string_view>()(write.key.row);
}

}  // namespace

void GroupRows::start(std::span<const ItemWrite> writes) {
  rows_.clear();
  read_ = 0;
  row_of_write_.clear();
  slots_.assign(std::bit_ceil(writes.size() * 2), 0);
  for (const ItemWrite& write : writes) {
    const size_t row = find_or_add(write);
    ++rows_[row].writes_left;
    row_of_write_.push_back(static_cast<uint32_t>(row));
  }
}

size_t GroupRows::find_or_add(const ItemWrite& write) {
  const size_t mask = slots_.size() - 1;
  size_t slot = hash_of(write) & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    if (rows_[slots_[slot] - 1].ref.key == write.key.row) return slots_[slot] - 1;
  }
  rows_.push_back(
      {.ref = {
           .shard = write.table->shard_of(write.key.hash), .space = engine::KeySpace::kItems, .key = write.key.row}});
  slots_[slot] = static_cast<uint32_t>(rows_.size());
  return rows_.size() - 1;
}

engine::EngineResult<GroupRows::Row*> GroupRows::row_of(size_t index) {
  const size_t row = row_of_write_[index];
  while (row >= read_) TRY(read_ahead());
  return &rows_[row];
}

engine::EngineResult<void> GroupRows::read_ahead() {
  const size_t count = std::min(kReadAhead, rows_.size() - read_);
  if (count == 1) {
    Row& row = rows_[read_];
    std::string value;
    if (TRY(engine_.get(row.ref, kToOverwrite, value))) row.value = std::move(value);
    ++read_;
    return {};
  }
  refs_.clear();
  for (size_t i = 0; i < count; ++i) refs_.push_back(rows_[read_ + i].ref);
  values_.assign(count, std::nullopt);
  TRY(engine_.multi_get(refs_, kToOverwrite, values_));
  for (size_t i = 0; i < count; ++i) rows_[read_ + i].value = std::move(values_[i]);
  read_ += count;
  return {};
}

}  // namespace basalt::store
