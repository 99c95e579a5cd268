#include "basalt/base/refusals.h"

#include "basalt/base/check.h"

namespace basalt {

std::string_view refusal_name(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::kLateIo:
      return "late_io";
    case RefusalReason::kWorkers:
      return "workers";
    case RefusalReason::kWriters:
      return "writers";
    case RefusalReason::kMemory:
      return "memory";
    case RefusalReason::kRequests:
      return "requests";
    case RefusalReason::kConnections:
      return "connections";
    case RefusalReason::kDiskSpace:
      return "disk_space";
  }
  CHECK(!"a reason");
  return {};
}

}  // namespace basalt
