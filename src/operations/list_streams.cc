#include "basalt/operations/list_streams.h"

#include "operations/stream_ref.h"
#include "operations/table_change.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxStreamsPerPage = 100;
constexpr size_t kNamesAtOnce = 1000;

using Response = ListStreams::Response;

// Where the page begins: after this stream.
struct Start {
  std::string table_name;
  std::string label;
};

ApiResult<Start> start_of(const ListStreams::Request& request) {
  if (!request.exclusive_start_stream_arn) return Start{};
  const auto arn = parse_stream_arn(*request.exclusive_start_stream_arn);
  if (!arn) return Failure{invalid_stream_arn()};
  return Start{std::string(arn->table.substr(arn->table.rfind('/') + 1)), std::string(arn->label)};
}

// Whether the page is full: there was one more.
ApiResult<bool> add_streams(const Context& context, const std::string& table_name, const Start& start, size_t limit,
                            Response& response) {
  const store::TableRef table = context.store.catalog().find(context.identity.scope, table_name);
  if (!table || TRY(finish_deletion(context, *table))) return false;
  for (const StreamRef& stream : streams_of(context, table)) {
    if (table_name == start.table_name && stream.settings.label <= start.label) continue;
    if (response.streams.size() == limit) {
      response.last_evaluated_stream_arn = response.streams.back().arn;
      return true;
    }
    response.streams.push_back({stream.arn(), table_name, stream.settings.label});
  }
  return false;
}

ApiResult<void> add_all(const Context& context, const Start& start, size_t limit, Response& response) {
  if (!start.table_name.empty() && TRY(add_streams(context, start.table_name, start, limit, response))) return {};
  std::string after = start.table_name;
  for (;;) {
    const auto page = context.store.catalog().list(context.identity.scope, after, kNamesAtOnce);
    for (const std::string& name : page.names) {
      if (TRY(add_streams(context, name, start, limit, response))) return {};
    }
    if (!page.more) return {};
    after = page.names.back();
  }
}

}  // namespace

ApiResult<Response> ListStreams::run(Context& context, const Request& request) {
  const Start start = TRY(start_of(request));
  const size_t limit = request.limit ? static_cast<size_t>(*request.limit) : kMaxStreamsPerPage;
  Response response;
  if (request.table_name) {
    TRY(add_streams(context, *request.table_name, start, limit, response));
  } else {
    TRY(add_all(context, start, limit, response));
  }
  return response;
}

}  // namespace basalt::operations
