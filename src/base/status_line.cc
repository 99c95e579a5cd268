#include "basalt/base/status_line.h"

#include <unistd.h>

#include <cstdio>

namespace basalt {
namespace {

constexpr std::chrono::milliseconds kTerminalInterval{100};
constexpr std::chrono::milliseconds kPlainInterval{5000};

}  // namespace

StatusLine::StatusLine() : terminal_(isatty(STDERR_FILENO) != 0), shown_(std::chrono::steady_clock::now()) {}

StatusLine::~StatusLine() {
  if (open_) std::fputc('\n', stderr);
}

bool StatusLine::is_due() const {
  return std::chrono::steady_clock::now() - shown_ >= (terminal_ ? kTerminalInterval : kPlainInterval);
}

void StatusLine::show(std::string_view line) {
  shown_ = std::chrono::steady_clock::now();
  open_ = terminal_;
  std::fprintf(stderr, terminal_ ? "\r%.*s\033[K" : "%.*s\n", static_cast<int>(line.size()), line.data());
}

void StatusLine::clear() {
  if (open_) std::fputs("\r\033[K", stderr);
  open_ = false;
}

}  // namespace basalt
