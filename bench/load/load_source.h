// LoadSource: BatchWriteItem requests that put every item of a table once, UnprocessedItems and refused batches sent
// again with growing pauses. Several threads' sources share one LoadProgress.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "load/data_set.h"
#include "load/request_source.h"

namespace basalt::bench {

struct LoadProgress {
  std::atomic<uint64_t> handed_out{0};  // items, so far
  std::atomic<uint64_t> retried{0};     // batches sent again
  std::atomic<uint64_t> given_up{0};    // batches that were refused too often
};

enum class LoadedTable { kItems, kCollections };

class LoadSource final : public RequestSource {
 public:
  // Both must outlive the source.
  LoadSource(LoadedTable table, const DataSet& data, LoadProgress& progress, uint64_t seed)
      : table_(table), data_(data), progress_(progress), random_(seed) {}

  bool next(Exchange& exchange) override;
  bool goes_on(const Response* response, Exchange& exchange) override;

 private:
  const LoadedTable table_;
  const DataSet& data_;
  LoadProgress& progress_;
  Random random_;
};

}  // namespace basalt::bench
