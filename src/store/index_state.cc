#include "store/index_state.h"

namespace basalt::store {

void settle(RunningTally& tally, const ShardTally& committed, TableCounters& counters) {
  counters.items.fetch_add(committed.items - tally.committed.items, std::memory_order_relaxed);
  counters.bytes.fetch_add(committed.bytes - tally.committed.bytes, std::memory_order_relaxed);
  tally.committed = committed;
}

}  // namespace basalt::store
