#include "store/index_rows.h"

#include "store/stored_item.h"

namespace basalt::store {

bool IndexRows::compare(const IndexLayout& index, const AppliedChange& change) {
  const auto look = [&](const std::optional<Image>& image, IndexedSide& side) {
    side.look(index, image ? &image->item : nullptr, image ? image->size : 0);
  };
  look(change.before, before_);
  look(change.after, after_);
  if (!before_.there || !after_.there) return before_.there || after_.there;
  return before_.row != after_.row || before_.entry.item.encoded() != after_.entry.item.encoded();
}

void IndexRows::write(uint64_t timestamp, engine::Batch& batch, ShardTally& pending) {
  if (before_.there) {
    if (!after_.there || before_.row != after_.row) batch.erase(engine::KeySpace::kIndexes, before_.row);
    --pending.items;
    pending.bytes -= static_cast<int64_t>(before_.entry.size);
  }
  if (after_.there) {
    write_stored_item(timestamp, after_.entry.size, after_.entry.item.encoded(), value_);
    batch.put(engine::KeySpace::kIndexes, after_.row, value_);
    ++pending.items;
    pending.bytes += static_cast<int64_t>(after_.entry.size);
  }
  pending.newest_timestamp = timestamp;
}

// A local index is written with the table's units, a global one with its own.
void IndexRows::count(const IndexLayout& index, const AppliedChange& change) const {
  metrics::Counter& units =
      index.kind() == IndexLayout::Kind::kLocal ? usage_of(change.table).write_units : index.state().usage.write_units;
  units.add(change.unit_factor * changed_entry_units(before_, after_));
}

}  // namespace basalt::store
