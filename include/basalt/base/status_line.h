// StatusLine: what a long command is at, on standard error. On a terminal it is always the same line, several times a
// second; elsewhere a plain line now and then. Owned by one thread.
#pragma once

#include <chrono>
#include <string_view>

namespace basalt {

class StatusLine {
 public:
  StatusLine();
  // Ends the line that stands there.
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  bool is_terminal() const { return terminal_; }
  // Whether enough time has passed since the last line for another one.
  bool is_due() const;
  void show(std::string_view line);
  // Takes the line away on a terminal, for other output to follow.
  void clear();

 private:
  const bool terminal_;
  bool open_ = false;
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace basalt
