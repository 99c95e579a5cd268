// CallInProgress: what a request needs until it is answered, once it has left the I/O thread it came on.
//
// Shared by the closures that may answer it (worker pool, shard writers, I/O thread); the first answer counts.
#pragma once

#include <atomic>
#include <utility>

#include "basalt/operations/context.h"
#include "basalt/wire/dispatcher.h"

namespace basalt::wire {

template <class Request>
class CallInProgress {
 public:
  CallInProgress(operations::Context call_context, Request call_request, IoThread& io, Done done)
      : context(std::move(call_context)), request(std::move(call_request)), io_(io), done_(std::move(done)) {}

  operations::Context context;
  Request request;

  // On the connection's I/O thread.
  void answer(Answer answer) {
    if (!answered_.exchange(true)) done_(std::move(answer));
  }
  bool answered() const { return answered_.load(); }
  IoThread& io() { return io_; }

 private:
  IoThread& io_;
  Done done_;
  std::atomic<bool> answered_{false};
};

}  // namespace basalt::wire
