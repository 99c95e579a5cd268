#include "store/expiry_rows.h"

#include "basalt/keys/key_layout.h"
#include "basalt/store/expiry_index.h"
#include "store/table_state.h"

namespace basalt::store {
namespace {

void note_earliest(const Table& table, uint64_t expires_seconds) {
  std::atomic<uint64_t>& earliest = table.state().earliest_expiry;
  uint64_t least = earliest.load(std::memory_order_relaxed);
  while (expires_seconds < least &&
         !earliest.compare_exchange_weak(least, expires_seconds, std::memory_order_relaxed)) {
  }
}

}  // namespace

void add_expiry_rows(const AppliedChange& change, engine::Batch& batch) {
  const auto& settings = change.table.definition().time_to_live;
  if (!settings || settings->status == TimeToLiveStatus::kDisabling) return;
  const auto expiry_of = [&](const std::optional<Image>& image) {
    return image ? expiry_seconds(image->item, settings->attribute_name) : std::nullopt;
  };
  const auto row = [&](uint64_t expires_seconds) {
    return keys::expiry_row(settings->space.value, expires_seconds, change.key.row);
  };
  const auto before = expiry_of(change.before);
  const auto after = expiry_of(change.after);
  if (before == after) return;
  if (before) batch.erase(engine::KeySpace::kIndexes, row(*before));
  if (!after) return;
  batch.put(engine::KeySpace::kIndexes, row(*after), {});
  note_earliest(change.table, *after);
}

}  // namespace basalt::store
