#include "store/stream_bounds.h"

#include <algorithm>

namespace basalt::store {

void begin_stream(TableDefinition& definition, HybridClock& hybrid_clock) {
  if (definition.stream && definition.stream->start == 0) definition.stream->start = hybrid_clock.next();
}

bool end_streams(TableDefinition& definition, HybridClock& hybrid_clock) {
  bool any = false;
  for (ClosedStream& stream : definition.closed_streams) {
    if (stream.end != 0) continue;
    stream.end = hybrid_clock.next();
    any = true;
  }
  return any;
}

uint64_t newest_stream_bound(const TableDefinition& definition) {
  uint64_t newest = definition.stream ? definition.stream->start : 0;
  for (const ClosedStream& stream : definition.closed_streams) {
    newest = std::max({newest, stream.settings.start, stream.end});
  }
  return newest;
}

}  // namespace basalt::store
