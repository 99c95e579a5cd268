#include "basalt/operations/table_description.h"

#include <cmath>

namespace basalt::operations {

int64_t decreases_today(const store::Throughput& throughput, double now_seconds) {
  constexpr double kSecondsPerDay = 24 * 3600;
  const auto day = [](double seconds) { return std::floor(seconds / kSecondsPerDay); };
  const auto& last = throughput.last_decrease_seconds;
  return last && day(*last) == day(now_seconds) ? throughput.decreases_today : 0;
}

}  // namespace basalt::operations
