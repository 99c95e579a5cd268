#include "wire/update_continuous_backups_codec.h"

#include "wire/continuous_backups_writer.h"
#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::UpdateContinuousBackups>::decode(ObjectReader& members,
                                                        operations::UpdateContinuousBackups::Request& request) {
  members.control_plane_table_name(request.table_name);
  members.structure(
      "PointInTimeRecoverySpecification", "PointInTimeRecoverySpecification", true, [&](ObjectReader& specification) {
        std::optional<bool> enabled;
        specification.boolean("PointInTimeRecoveryEnabled", enabled);
        if (!enabled) {
          specification.problems().null_member(specification.path().member("PointInTimeRecoveryEnabled"));
        }
        request.point_in_time_recovery = enabled.value_or(false);
        specification.integer("RecoveryPeriodInDays", request.recovery_period_in_days, {.min = 1, .max = 35});
      });
}

void Codec<operations::UpdateContinuousBackups>::encode(const operations::UpdateContinuousBackups::Response& response,
                                                        std::string& out) {
  write_continuous_backups(response, out);
}

}  // namespace basalt::wire
