#include "operations/stream_shards.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "basalt/base/check.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kIdPrefix = "shardId-";
constexpr size_t kDecimalDigits = 20;
constexpr size_t kHexDigits = 8;
constexpr char kNumberPrefix = '1';
constexpr uint64_t kNoEnd = UINT64_MAX;

uint64_t milliseconds_of(uint64_t sequence) { return sequence >> 16; }
uint64_t sequence_at(uint64_t milliseconds) { return milliseconds << 16; }

// The whole of digits, or nullopt.
std::optional<uint64_t> parse(std::string_view digits, int base) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

uint64_t low_bits(uint64_t partition_id) { return partition_id & UINT32_MAX; }

}  // namespace

std::string sequence_number_of(uint64_t sequence) {
  char text[kDecimalDigits + 2];
  std::snprintf(text, sizeof text, "%c%020llu", kNumberPrefix, static_cast<unsigned long long>(sequence));
  return text;
}

std::optional<uint64_t> sequence_of(std::string_view sequence_number) {
  if (sequence_number.size() != kDecimalDigits + 1 || sequence_number[0] != kNumberPrefix) return std::nullopt;
  return parse(sequence_number.substr(1), 10);
}

StreamShards::StreamShards(const Context& context, const StreamRef& stream)
    : store_(context.store),
      stream_(stream),
      window_ms_(static_cast<uint64_t>(context.settings.stream_shard_seconds) * 1000),
      now_(context.store.hybrid_now()),
      horizon_(context.store.change_log().horizon()),
      end_(stream.end.value_or(kNoEnd)) {
  CHECK(context.settings.stream_shard_seconds > 0);
}

StreamShard StreamShards::window_of(uint64_t sequence, size_t partition) const {
  const uint64_t window_start_ms = milliseconds_of(sequence) / window_ms_ * window_ms_;
  return {.partition = partition,
          .start = std::max(sequence_at(window_start_ms), stream_.settings.start),
          .end = std::min(sequence_at(window_start_ms + window_ms_), end_)};
}

std::optional<StreamShard> StreamShards::first() const {
  const uint64_t oldest = std::max(stream_.settings.start, horizon_);
  if (oldest >= end_) return std::nullopt;
  return window_of(oldest, 0);
}

std::optional<StreamShard> StreamShards::next(const StreamShard& shard) const {
  if (shard.partition + 1 < partitions()) {
    StreamShard neighbour = shard;
    ++neighbour.partition;
    return neighbour;
  }
  if (shard.end >= end_ || shard.end > now_) return std::nullopt;
  return window_of(shard.end, 0);
}

std::optional<StreamShard> StreamShards::parent(const StreamShard& shard) const {
  if (shard.start <= stream_.settings.start) return std::nullopt;
  const StreamShard before = window_of(shard.start - 1, shard.partition);
  return trimmed(before) ? std::nullopt : std::optional(before);
}

std::optional<StreamShard> StreamShards::child(const StreamShard& shard) const {
  if (shard.end >= end_ || shard.end > now_) return std::nullopt;
  return window_of(shard.end, shard.partition);
}

engine::ShardId StreamShards::partition_id(const StreamShard& shard) const {
  return engine::ShardId{stream_.table->definition().shards[shard.partition].id};
}

std::string StreamShards::id(const StreamShard& shard) const {
  char text[kIdPrefix.size() + kDecimalDigits + 1 + kHexDigits + 1];
  std::snprintf(text, sizeof text, "shardId-%020llu-%08llx",
                static_cast<unsigned long long>(milliseconds_of(shard.start)),
                static_cast<unsigned long long>(low_bits(partition_id(shard).value)));
  return text;
}

std::optional<StreamShard> StreamShards::find(std::string_view id) const {
  if (id.size() != kIdPrefix.size() + kDecimalDigits + 1 + kHexDigits || !id.starts_with(kIdPrefix))
    return std::nullopt;
  const auto start_ms = parse(id.substr(kIdPrefix.size(), kDecimalDigits), 10);
  const auto partition_id = parse(id.substr(id.size() - kHexDigits), 16);
  constexpr uint64_t kMaxMilliseconds = UINT64_MAX >> 16;
  if (!start_ms || !partition_id || *start_ms > kMaxMilliseconds) return std::nullopt;
  // The first window begins in the middle of a millisecond.
  auto found = find(*partition_id, std::max(sequence_at(*start_ms), stream_.settings.start));
  if (found && this->id(*found) != id) return std::nullopt;
  return found;
}

std::optional<StreamShard> StreamShards::find(uint64_t partition_id, uint64_t start) const {
  const auto& shards = stream_.table->definition().shards;
  const auto partition = std::find_if(shards.begin(), shards.end(), [&](const store::ShardDefinition& shard) {
    return low_bits(shard.id) == low_bits(partition_id);
  });
  if (partition == shards.end() || start >= end_ || start > now_) return std::nullopt;
  const StreamShard shard = window_of(start, static_cast<size_t>(partition - shards.begin()));
  return shard.start == start ? std::optional(shard) : std::nullopt;
}

bool StreamShards::closed(const StreamShard& shard) const {
  if (stream_.end && shard.end == *stream_.end) return true;
  if (shard.end > now_) return false;
  // A store that cannot commit any more keeps its shards open: nothing is lost by it.
  return store_.seal_change_log(shard.end).ok();
}

}  // namespace basalt::operations
