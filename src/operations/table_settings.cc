#include "operations/table_settings.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <set>
#include <utility>

#include "operations/table_checks.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxTags = 50;
constexpr size_t kMaxTagKeySize = 128;
constexpr size_t kMaxTagValueSize = 256;
constexpr int64_t kRemoveMaximum = -1;
// A client can turn a stream off and on as often as it likes; definitions stay small.
constexpr size_t kMaxClosedStreams = 50;

std::optional<int64_t> maximum_of(const std::optional<int64_t>& requested, const std::optional<int64_t>& before) {
  if (!requested) return before;
  if (*requested == kRemoveMaximum) return std::nullopt;
  return requested;
}

// "2026-01-31T12:00:00.000"
std::string stream_label(int64_t moment_ms) {
  const auto seconds = static_cast<std::time_t>(moment_ms / 1000);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03d", utc.tm_year + 1900, utc.tm_mon + 1,
                utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, static_cast<int>(moment_ms % 1000));
  return text;
}

}  // namespace

store::OnDemandThroughput on_demand_of(const OnDemandParameter& on_demand, store::OnDemandThroughput before) {
  return {maximum_of(on_demand.max_read_units, before.max_read_units),
          maximum_of(on_demand.max_write_units, before.max_write_units)};
}

store::WarmThroughput initial_warm_throughput(const std::optional<WarmThroughputParameter>& requested,
                                              const std::optional<ThroughputParameter>& throughput) {
  store::WarmThroughput warm;
  if (throughput) warm = {throughput->read_units, throughput->write_units};
  if (!requested) return warm;
  return {requested->read_units_per_second.value_or(warm.read_units_per_second),
          requested->write_units_per_second.value_or(warm.write_units_per_second)};
}

store::Throughput throughput_of(const std::optional<ThroughputParameter>& throughput) {
  store::Throughput result;
  if (!throughput) return result;
  result.read_units = throughput->read_units;
  result.write_units = throughput->write_units;
  return result;
}

store::StreamSettings new_stream(store::StreamViewType view_type, const Clock& clock,
                                 const std::vector<store::ClosedStream>& before) {
  int64_t moment_ms = std::chrono::duration_cast<std::chrono::milliseconds>(clock.wall_now()).count();
  store::StreamSettings stream{view_type, stream_label(moment_ms)};
  const auto taken = [&](const store::ClosedStream& closed) { return closed.settings.label == stream.label; };
  while (std::any_of(before.begin(), before.end(), taken)) stream.label = stream_label(++moment_ms);
  return stream;
}

void close_stream(uint64_t horizon, store::TableDefinition& definition) {
  auto& closed = definition.closed_streams;
  std::erase_if(closed,
                [horizon](const store::ClosedStream& stream) { return stream.end != 0 && stream.end < horizon; });
  if (closed.size() == kMaxClosedStreams) closed.erase(closed.begin());
  closed.push_back({*std::exchange(definition.stream, std::nullopt), 0});
}

std::optional<store::SseSettings> sse_settings(const SseParameter& sse, const Identity& identity) {
  if (!sse.enabled.value_or(false)) return std::nullopt;
  const std::string prefix = "arn:aws:kms:" + identity.region + ":" + identity.account + ":";
  // Without a key of the customer's, AWS uses the account's key for DynamoDB.
  const std::string key = sse.kms_master_key_id.value_or("alias/aws/dynamodb");
  if (key.starts_with("arn:")) return store::SseSettings{key};
  return store::SseSettings{prefix + (key.starts_with("alias/") ? key : "key/" + key)};
}

store::GlobalIndex global_index_of(const GlobalIndexParameter& parameter) {
  store::GlobalIndex index;
  index.name = parameter.name;
  index.key_schema = key_schema_of(parameter.key_schema);
  index.projection = projection_of(parameter.projection);
  index.throughput = throughput_of(parameter.throughput);
  if (parameter.on_demand) index.on_demand = on_demand_of(*parameter.on_demand, {});
  index.warm = initial_warm_throughput(parameter.warm, parameter.throughput);
  return index;
}

ApiResult<void> check_tag_key(const std::string& key) {
  if (key.starts_with("aws:")) {
    return Failure{ApiError::validation("Tag Key cannot be prefixed with aws:, Key: " + key)};
  }
  if (!key.empty() && key.size() <= kMaxTagKeySize) return {};
  return Failure{ApiError::validation("The Tag Key provided is invalid, Key: " + key)};
}

ApiResult<void> add_tags(const std::vector<Tag>& added, Tags& tags) {
  std::set<std::string_view> seen;
  for (const Tag& tag : added) {
    TRY(check_tag_key(tag.key));
    if (!tag.value || tag.value->size() > kMaxTagValueSize) {
      return Failure{ApiError::validation("The Tag Value provided is invalid, Value: " + tag.value.value_or("null"))};
    }
    if (!seen.insert(tag.key).second) {
      return Failure{ApiError::validation("Duplicate Tag Keys provided as input: Duplicate Tag Key found " + tag.key)};
    }
    tags[tag.key] = *tag.value;
  }
  if (tags.size() <= kMaxTags) return {};
  return Failure{ApiError::validation("Number of Tags exceed the current limit for the provided ResourceArn")};
}

}  // namespace basalt::operations
