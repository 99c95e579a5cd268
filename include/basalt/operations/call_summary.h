// CallSummary: what a call did, for metrics and the slow-request log. Filled in by whichever thread has the call; read
// when it is answered. Operations without one (in tests) note nothing.
#pragma once

#include <cstdint>

#include "basalt/base/clock.h"
#include "basalt/store/table.h"
#include "basalt/store/table_usage.h"

namespace basalt::operations {

inline constexpr uint8_t kNoOperation = store::kMaxOperations - 1;

struct CallSummary {
  uint8_t operation = kNoOperation;  // its number (wire/dispatcher.h); kNoOperation: none was recognised
  store::TableRef table;             // the first that the call named and that is there; null: none
  uint32_t returned_items = 0;       // Query, Scan and SELECT
  uint32_t returned_records = 0;     // GetRecords
  uint64_t returned_bytes = 0;       // GetRecords

  Microseconds started{0};  // monotonic: when the request's head was there
  // Where the time went; 0 where it was not.
  Microseconds queued{0};   // waiting for a worker thread
  Microseconds ran{0};      // on a worker thread
  Microseconds written{0};  // from the start until the shard's writer had answered
};

// Read units of a table or, where index is not null, of its index; halves count.
void charge_read(const store::Table& table, const store::IndexLayout* index, double units);

}  // namespace basalt::operations
