#include "operations/stream_ref.h"

#include <algorithm>

#include "basalt/operations/table_name.h"
#include "basalt/operations/table_status.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kStreamResource = "/stream/";

// Whether the table's transition began with this change: the stream is then part of it.
bool in_transition(const Context& context, const store::TableDefinition& definition, uint64_t sequence) {
  const TableStatus status = table_status(definition, context.clock);
  if (status != TableStatus::kCreating && status != TableStatus::kUpdating) return false;
  return static_cast<int64_t>(sequence >> 16) >= definition.pending->until_ms - context.settings.transition_delay_ms;
}

StreamStatus status_of_open(const Context& context, const store::TableDefinition& definition) {
  if (table_status(definition, context.clock) == TableStatus::kDeleting) return StreamStatus::kDisabling;
  const bool enabling = in_transition(context, definition, definition.stream->start);
  return enabling ? StreamStatus::kEnabling : StreamStatus::kEnabled;
}

StreamStatus status_of_closed(const Context& context, const store::TableDefinition& definition, uint64_t end) {
  const bool disabling = end == 0 || in_transition(context, definition, end);
  return disabling ? StreamStatus::kDisabling : StreamStatus::kDisabled;
}

}  // namespace

std::optional<StreamArn> parse_stream_arn(std::string_view arn) {
  const size_t at = arn.find(kStreamResource);
  if (!arn.starts_with("arn:") || at == std::string_view::npos) return std::nullopt;
  const StreamArn parts{arn.substr(0, at), arn.substr(at + kStreamResource.size())};
  if (parts.label.empty() || parts.label.find('/') != std::string_view::npos) return std::nullopt;
  return parts;
}

ApiError invalid_stream_arn() { return ApiError::validation("Invalid StreamArn"); }

std::vector<StreamRef> streams_of(const Context& context, const store::TableRef& table) {
  const store::TableDefinition& definition = table->definition();
  const uint64_t horizon = context.store.change_log().horizon();
  std::vector<StreamRef> streams;
  for (const store::ClosedStream& closed : definition.closed_streams) {
    if (closed.end != 0 && closed.end < horizon) continue;
    StreamRef& stream = streams.emplace_back(StreamRef{table, closed.settings});
    if (closed.end != 0) stream.end = closed.end;
    stream.status = status_of_closed(context, definition, closed.end);
  }
  if (definition.stream) {
    streams.push_back({table, *definition.stream, std::nullopt, status_of_open(context, definition)});
  }
  std::sort(streams.begin(), streams.end(),
            [](const StreamRef& a, const StreamRef& b) { return a.settings.label < b.settings.label; });
  return streams;
}

ApiResult<StreamRef> find_stream(const Context& context, std::string_view arn) {
  const auto parts = parse_stream_arn(arn);
  if (!parts) return Failure{invalid_stream_arn()};
  auto table = find_table_in_any_status(context, parts->table);
  if (!table.ok()) {
    const bool malformed = table.error().name() == "ValidationException";
    return Failure{malformed ? invalid_stream_arn() : ApiError::stream_not_found(arn)};
  }
  for (StreamRef& stream : streams_of(context, *table)) {
    if (stream.settings.label == parts->label) return std::move(stream);
  }
  return Failure{ApiError::stream_not_found(arn)};
}

}  // namespace basalt::operations
