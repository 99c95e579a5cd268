// ShardTally: the figures of one shard of a table or of an index, as its meta row holds them.
#pragma once

#include <cstdint>

namespace basalt::store {

struct ShardTally {
  int64_t items = 0;
  int64_t bytes = 0;              // as DynamoDB counts them
  uint64_t newest_timestamp = 0;  // of its writes; the clock continues above it after a restart
};

// Owned by the thread of the shard's writer.
struct RunningTally {
  ShardTally committed;
  ShardTally pending;    // with the group that is being built
  bool touched = false;  // by that group
};

}  // namespace basalt::store
