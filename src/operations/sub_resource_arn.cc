#include "operations/sub_resource_arn.h"

#include <string>

#include "operations/arn.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kTable = "table/";
constexpr size_t kMinTableNameSize = 3;

// table/<name>/<kind>/<id>
bool is_below_table(std::string_view resource, std::string_view kind) {
  if (!resource.starts_with(kTable)) return false;
  resource.remove_prefix(kTable.size());
  const size_t name_end = resource.find('/');
  if (name_end == std::string_view::npos || name_end < kMinTableNameSize) return false;
  resource.remove_prefix(name_end + 1);
  const size_t kind_end = resource.find('/');
  return kind_end != std::string_view::npos && resource.substr(0, kind_end) == kind && kind_end + 1 < resource.size();
}

ApiResult<void> check_owner(const Context& context, const Arn& arn) {
  if (!context.settings.scope_per_account || arn.account == context.identity.account) return {};
  return Failure{ApiError::access_denied("Access is denied")};
}

ApiResult<void> check_arn(const Context& context, std::string_view text, std::string_view kind,
                          std::string_view refusal) {
  const auto arn = parse_arn(text);
  if (!arn || arn->service != "dynamodb" || !is_below_table(arn->resource, kind)) {
    return Failure{ApiError::validation(std::string(refusal))};
  }
  return check_owner(context, *arn);
}

}  // namespace

ApiResult<void> check_backup_arn(const Context& context, std::string_view arn) {
  const auto parsed = parse_arn(arn);
  // A backup of something else has words of its own.
  if (parsed && is_below_table(parsed->resource, "backup") &&
      (parsed->service != "dynamodb" || !parsed->partition.starts_with("aws"))) {
    return Failure{ApiError::validation("Invalid Request: BackupArn is not valid")};
  }
  return check_arn(context, arn, "backup", "Invalid Backup ARN");
}

ApiResult<void> check_export_arn(const Context& context, std::string_view arn) {
  return check_arn(context, arn, "export", "Invalid Export ARN");
}

ApiResult<void> check_import_arn(const Context& context, std::string_view arn) {
  return check_arn(context, arn, "import", "Invalid Import ARN");
}

ApiResult<void> check_listed_table_arn(std::string_view arn) {
  const auto parsed = parse_arn(arn);
  const bool is_table = parsed && parsed->service == "dynamodb" && parsed->resource.starts_with(kTable) &&
                        parsed->resource.size() >= kTable.size() + kMinTableNameSize &&
                        parsed->resource.find('/', kTable.size()) == std::string_view::npos;
  if (is_table) return {};
  return Failure{ApiError::validation("Invalid Request: Table ARN is invalid.")};
}

ApiError invalid_next_token(std::string_view token) {
  return ApiError::validation("Invalid Request: Provided nextToken is invalid: " + std::string(token));
}

}  // namespace basalt::operations
