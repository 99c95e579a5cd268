// RunningServer: every layer built from a Config and put together, in the order in which they need each other; taken
// apart in the opposite order. Belongs to main's thread.
#pragma once

#include <memory>
#include <string>

#include "basalt/base/clock.h"
#include "basalt/base/result.h"
#include "server/config.h"

namespace basalt::server {

class RunningServer {
 public:
  // Serves when this returns. The error is one line for the user. The clock must outlive the server.
  static Result<std::unique_ptr<RunningServer>, std::string> start(const Config& config, const Clock& clock);
  virtual ~RunningServer() = default;

  virtual uint16_t port() const = 0;

  // Answers what is in flight, stops every thread, makes every acknowledged write durable. The error is one line. Once.
  virtual Result<void, std::string> stop() = 0;
};

}  // namespace basalt::server
