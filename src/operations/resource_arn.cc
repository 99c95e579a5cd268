#include "operations/resource_arn.h"

#include <algorithm>
#include <string>

#include "basalt/operations/table_name.h"
#include "operations/arn.h"
#include "operations/stream_ref.h"
#include "operations/table_change.h"
#include "operations/table_checks.h"

namespace basalt::operations {

ApiResult<void> check_table_arn(std::string_view resource_arn) {
  constexpr std::string_view kPrefix = "arn:";
  constexpr std::string_view kService = ":dynamodb:";
  constexpr std::string_view kTable = ":table/";
  const std::string arn(resource_arn);
  if (arn.empty()) return Failure{ApiError::validation("Invalid TableArn")};
  if (!arn.starts_with(kPrefix)) return Failure{invalid_parameter("ARNs must start with 'arn:': " + arn)};
  if (arn.find(kService) == std::string::npos) {
    return Failure{invalid_parameter("Provided Arn is not a DynamoDB resource arn: " + arn)};
  }
  const size_t table = arn.find(kTable);
  if (table == std::string::npos || arn.find("/index/") != std::string::npos) {
    return Failure{
        invalid_parameter("Invalid resource arn provided, only table or stream is accepted. Provided "
                          "resource arn: " +
                          arn)};
  }
  constexpr size_t kMinNameSize = 3;
  if (arn.size() - table - kTable.size() >= kMinNameSize) return {};
  return Failure{ApiError::validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn)};
}

ApiResult<store::TableRef> table_of_arn(const Context& context, std::string_view resource_arn) {
  auto table = find_table_in_any_status(context, resource_arn);
  if (!table.ok() && table.error().name() == "ResourceNotFoundException") {
    // The missing letter is AWS's.
    return Failure{ApiError::resource_not_found(
        "Requested resource not found: ResourcArn: " + std::string(resource_arn) + " not found")};
  }
  return table;
}

ApiResult<store::TableRef> policy_holder(const Context& context, std::string_view resource_arn) {
  TRY(check_table_arn(resource_arn));
  const auto stream = parse_stream_arn(resource_arn);
  const std::string_view table_arn = stream ? stream->table : resource_arn;
  if (const auto parsed = parse_arn(table_arn); parsed && parsed->resource.find('/') != parsed->resource.rfind('/')) {
    return Failure{invalid_parameter("Provided Arn is not a DynamoDB resource arn: " + std::string(resource_arn))};
  }
  auto table = TRY(find_table_in_any_status(context, table_arn));
  if (!stream) return table;
  const auto streams = streams_of(context, table);
  const bool there = std::any_of(streams.begin(), streams.end(),
                                 [&](const StreamRef& known) { return known.settings.label == stream->label; });
  if (there) return table;
  return Failure{ApiError::resource_not_found("Requested resource not found: Stream: " + std::string(stream->label) +
                                              " not found for Table: " + table->name())};
}

ApiResult<void> change_tags(const Context& context, std::string_view resource_arn,
                            const std::function<ApiResult<void>(Tags&)>& change) {
  TRY(table_of_arn(context, resource_arn));
  TRY(change_table(context, resource_arn,
                   [&](const store::Table&, store::TableDefinition& definition) { return change(definition.tags); }));
  return {};
}

}  // namespace basalt::operations
