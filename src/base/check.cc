#include "basalt/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace basalt::detail {

void check_failed(const char* condition, const char* file, int line) {
  // Plain stdio: the logger may be what is broken.
  std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", file, line, condition);
  std::fflush(stderr);
  std::abort();
}

}  // namespace basalt::detail
