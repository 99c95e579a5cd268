// UpdateContinuousBackups.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html Point-in-time
// recovery can be left off; turning it on is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/continuous_backups.h"

namespace basalt::operations {

struct UpdateContinuousBackups {
  struct Request {
    std::string table_name;
    bool point_in_time_recovery = false;
    std::optional<int32_t> recovery_period_in_days;
  };
  using Response = ContinuousBackups;
  static constexpr std::string_view kName = "UpdateContinuousBackups";
  static constexpr std::string_view kIamAction = "dynamodb:UpdateContinuousBackups";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
