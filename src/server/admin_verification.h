// OnlineVerification: the verification of a running server, one at a time, on a thread of its own that leaves most of
// the machine to clients. As a resource of the administrative endpoint (docs/operations.md): POST starts it, GET shows
// how far it is or what it found.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "basalt/store/verification.h"
#include "server/admin_router.h"

namespace basalt::server {

// Any thread.
class OnlineVerification {
 public:
  // The engine must outlive it.
  explicit OnlineVerification(engine::StorageEngine& engine) : engine_(engine) {}
  ~OnlineVerification() { stop(); }

  http::AdminAnswer start();
  http::AdminAnswer show() const;
  // Ends the one that is running. Not again started.
  void stop();

 private:
  enum class State { kNone, kRunning, kDone, kFailed };
  void run();
  bool go_on(const store::VerificationProgress& progress);

  engine::StorageEngine& engine_;
  std::thread thread_;
  std::atomic<bool> stop_{false};
  std::chrono::steady_clock::time_point worked_since_;  // the thread's own

  mutable std::mutex mutex_;  // guards what follows
  State state_ = State::kNone;
  std::string stage_;
  std::string table_;
  store::VerificationProgress progress_;  // stage and table are the two above
  std::optional<store::Verification> verification_;
  std::string failure_;
};

// The verification must outlive the resource.
AdminResource verification_resource(OnlineVerification& verification);

}  // namespace basalt::server
