// ReadOnlyLatch: once closed, an engine acknowledges nothing more until the process restarts.
//
// After a failed fsync the operating system may have dropped the dirty pages and report success next time, so a
// retry proves nothing: what is on the device is only known after reading it again. Any thread.
#pragma once

#include <atomic>
#include <mutex>
#include <string>

#include "basalt/engine/engine_error.h"

namespace basalt::engine {

class ReadOnlyLatch {
 public:
  // The first reason stays; it is logged once.
  void close(std::string reason);
  bool closed() const { return closed_.load(std::memory_order_acquire); }
  std::string reason() const;
  // kReadOnly with the reason, when closed.
  EngineResult<void> require_open() const;

 private:
  std::atomic<bool> closed_{false};
  mutable std::mutex mutex_;
  std::string reason_;
};

}  // namespace basalt::engine
