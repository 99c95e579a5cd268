#include "wire/list_backups_codec.h"

#include "wire/object_writer.h"
#include "wire/timestamp_member.h"

namespace basalt::wire {
namespace {

using Type = operations::ListBackups::Type;

constexpr auto kBackupTypes = std::to_array<EnumName<Type>>({
    {"USER", Type::kUser},
    {"SYSTEM", Type::kSystem},
    {"AWS_BACKUP", Type::kAwsBackup},
    {"ALL", Type::kAll},
});

}  // namespace

void Codec<operations::ListBackups>::decode(ObjectReader& members, operations::ListBackups::Request& request) {
  members.optional_table_name(request.table_name);
  members.integer("Limit", request.limit, {.min = 1, .max = 100});
  timestamp_member(members, "TimeRangeLowerBound", request.time_range_lower_bound);
  timestamp_member(members, "TimeRangeUpperBound", request.time_range_upper_bound);
  members.string("ExclusiveStartBackupArn", request.exclusive_start_backup_arn, {.min_length = 37, .max_length = 1024});
  members.enumeration("BackupType", request.backup_type, kBackupTypes);
}

void Codec<operations::ListBackups>::encode(const operations::ListBackups::Response&, std::string& out) {
  ObjectWriter object(out);
  const ArrayWriter none(object.key("BackupSummaries"));
}

}  // namespace basalt::wire
