// The shards of a stream: each is one partition shard's part of the change log during one window of time. Nothing of
// them is stored; all follows from the log's sequences (docs/decisions/0005-stream-shards.md).
//
//   sequence        48 bits of milliseconds since the epoch, 16 bits of counter
//   windows         from one multiple of the window's length to the next; the first begins with the stream, the last
//                   ends with it
//   shard id        "shardId-" milliseconds of its start in 20 digits "-" partition shard in 8 hexadecimal digits
//   sequence number "1" and the sequence in 20 digits: 21 digits, growing, one to one
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/context.h"
#include "operations/stream_ref.h"

namespace basalt::operations {

std::string sequence_number_of(uint64_t sequence);
// nullopt: no log has ever had this number.
std::optional<uint64_t> sequence_of(std::string_view sequence_number);

// Records with start <= sequence < end.
struct StreamShard {
  size_t partition = 0;  // index of the table's shard
  uint64_t start = 0;
  uint64_t end = 0;
};

// The shards of one stream at one moment. The stream and the store must outlive it.
class StreamShards {
 public:
  StreamShards(const Context& context, const StreamRef& stream);

  // In order of start, then partition. nullopt: there is none (any more).
  std::optional<StreamShard> first() const;
  std::optional<StreamShard> next(const StreamShard& shard) const;
  // The same partition in the window before or after; nullopt: none, or past retention, or not begun.
  std::optional<StreamShard> parent(const StreamShard& shard) const;
  std::optional<StreamShard> child(const StreamShard& shard) const;

  std::string id(const StreamShard& shard) const;
  // The shard of an id, past retention or not; nullopt: the stream never had it.
  std::optional<StreamShard> find(std::string_view id) const;
  std::optional<StreamShard> find(uint64_t partition_id, uint64_t start) const;

  // Whether all records are past their retention.
  bool trimmed(const StreamShard& shard) const { return shard.end <= horizon_; }
  // Whether every record the shard will ever have is in the log: what is read after that is all there is. May commit.
  bool closed(const StreamShard& shard) const;
  // Records below are past their retention.
  uint64_t horizon() const { return horizon_; }
  engine::ShardId partition_id(const StreamShard& shard) const;

 private:
  StreamShard window_of(uint64_t sequence, size_t partition) const;
  size_t partitions() const { return stream_.table->definition().shards.size(); }

  store::Store& store_;
  const StreamRef& stream_;
  const uint64_t window_ms_;
  const uint64_t now_;  // a sequence
  const uint64_t horizon_;
  const uint64_t end_;  // of the stream
};

}  // namespace basalt::operations
