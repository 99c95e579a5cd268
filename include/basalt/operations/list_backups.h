// ListBackups. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html
// There are no backups, so the list is empty whatever is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct ListBackups {
  enum class Type { kUser, kSystem, kAwsBackup, kAll };
  struct Request {
    std::optional<std::string> table_name;  // there need not be such a table
    std::optional<int32_t> limit;
    std::optional<double> time_range_lower_bound;  // seconds since the epoch
    std::optional<double> time_range_upper_bound;
    std::optional<std::string> exclusive_start_backup_arn;
    std::optional<Type> backup_type;
  };
  struct Response {};
  static constexpr std::string_view kName = "ListBackups";
  static constexpr std::string_view kIamAction = "dynamodb:ListBackups";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
