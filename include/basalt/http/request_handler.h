// RequestHandler: what the HTTP layer calls with every DynamoDB request. The server binds it to wire::Dispatcher; tests
// bind it to something small.
//
// Called from every I/O thread, at once. Must outlive the Server.
#pragma once

#include <string>

#include "basalt/wire/call_metrics.h"
#include "basalt/wire/dispatcher.h"

namespace basalt::http {

class RequestHandler {
 public:
  virtual ~RequestHandler() = default;

  // `done` is called exactly once, on the I/O thread: before handle returns, or through `io`. What `call` points to
  // stays where it is until then. Must not block.
  virtual void handle(wire::Call call, wire::IoThread& io, wire::Done done) = 0;

  // A request has been answered. On its I/O thread; must not block.
  virtual void answered(const wire::AnsweredCall& call) { static_cast<void>(call); }

  struct Health {
    bool serving = true;
    std::string reason;  // why not
    // Puts are refused until there is space. Still serving: reads work, and deletes, which are the way out; and a
    // restart would not help.
    bool low_on_space = false;
  };
  // For GET /health. Must not block.
  virtual Health health() = 0;
};

}  // namespace basalt::http
