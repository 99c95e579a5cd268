// The streams of tables, and the stream behind an ARN: "<table ARN>/stream/<label>".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/context.h"
#include "basalt/operations/describe_stream.h"
#include "basalt/store/table.h"

namespace basalt::operations {

struct StreamRef {
  store::TableRef table;
  store::StreamSettings settings;
  std::optional<uint64_t> end = {};  // its records' sequences are less; absent while it may get more
  StreamStatus status = StreamStatus::kEnabled;

  std::string arn() const { return table->definition().arn + "/stream/" + settings.label; }
};

struct StreamArn {
  std::string_view table;  // the table's ARN
  std::string_view label;
};
// nullopt: not the ARN of a stream.
std::optional<StreamArn> parse_stream_arn(std::string_view arn);
ApiError invalid_stream_arn();

// By their labels. Those whose last records are past their retention are left out.
std::vector<StreamRef> streams_of(const Context& context, const store::TableRef& table);
// ValidationException for what is no stream's ARN, ResourceNotFoundException for a stream there is not.
ApiResult<StreamRef> find_stream(const Context& context, std::string_view arn);

}  // namespace basalt::operations
