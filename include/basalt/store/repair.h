// repair: makes what follows from items true again: rows of secondary indexes and of the expiry index, item-collection
// sizes, and the counters of tables and indexes. Items themselves, the catalog, the change log and tokens stay as they
// are: nothing tells what they should be.
//
// Only what is wrong is written, in commits of bounded size, each of which leaves the tables no worse. It can be ended
// at any moment and run again. No store may be open over the engine. Any thread; takes as long as the data is large.
// For engines of one process (CHECKed).
#pragma once

#include <cstdint>
#include <functional>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/verification.h"

namespace basalt::store {

struct RepairCounts {
  uint64_t rows_added = 0;      // of indexes, the expiry index and collection sizes
  uint64_t rows_corrected = 0;  // there, but with another value
  uint64_t rows_removed = 0;
  uint64_t counters_corrected = 0;

  uint64_t all() const { return rows_added + rows_corrected + rows_removed + counters_corrected; }
};

struct RepairOptions {
  size_t max_findings = 100;  // of each kind below
  size_t page_bytes = size_t{1} << 20;
  std::function<void(const VerificationProgress&)> on_progress = {};
};

struct Repair {
  RepairCounts counts;
  std::vector<Finding> mended;
  // What is wrong and was left as it is: items and definitions that cannot be read.
  std::vector<Finding> left;
  uint64_t left_total = 0;
};

engine::EngineResult<Repair> repair(engine::StorageEngine& engine, const RepairOptions& options = {});

}  // namespace basalt::store
