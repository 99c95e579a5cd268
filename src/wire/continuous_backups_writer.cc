#include "wire/continuous_backups_writer.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void write_continuous_backups(const operations::ContinuousBackups& backups, std::string& out) {
  ObjectWriter object(out);
  ObjectWriter description(object.key("ContinuousBackupsDescription"));
  description.string("ContinuousBackupsStatus", backups.enabled ? "ENABLED" : "DISABLED");
  ObjectWriter recovery(description.key("PointInTimeRecoveryDescription"));
  recovery.string("PointInTimeRecoveryStatus", "DISABLED");
}

}  // namespace basalt::wire
