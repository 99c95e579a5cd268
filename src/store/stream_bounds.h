// Where a table's streams begin and end in its change log. Streams of one table follow one another in the same log, so
// a bound is a sequence that lies between the records of one stream and those of the next.
#pragma once

#include <cstdint>

#include "basalt/base/clock.h"
#include "basalt/store/table_definition.h"

namespace basalt::store {

// Gives a stream that is turned on its start: before any write works with the definition.
void begin_stream(TableDefinition& definition, HybridClock& hybrid_clock);
// Gives streams that were turned off their end: once no write works with the definition before. Whether there were any.
bool end_streams(TableDefinition& definition, HybridClock& hybrid_clock);
// The greatest bound there is; the clock continues above it after a restart.
uint64_t newest_stream_bound(const TableDefinition& definition);

}  // namespace basalt::store
