// The bytes of a change-log record (docs/stream-log.md), and when one is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/change_log.h"
#include "basalt/store/table.h"
#include "store/applied_change.h"

namespace basalt::store {

// What the readers of a table's changes need of each; nobody reads: not written.
struct LogMode {
  bool written = false;
  bool old_image = false;
  bool new_image = false;
};
LogMode log_mode(StreamViewType view_type);
LogMode log_mode(const TableDefinition& definition);

// Replaces out.
void write_change_record(const AppliedChange& change, const LogMode& mode, std::string& out);
ChangeRecord read_change_record(std::string_view row_key, std::string_view row_value);
// Whether any bytes are a record, so that read_change_record may be called with them.
bool is_change_record(std::string_view row_key, std::string_view row_value);

// space:u64 shard:u64 sequence:u64
std::string log_row(SpaceId space, engine::ShardId shard, uint64_t sequence);

}  // namespace basalt::store
