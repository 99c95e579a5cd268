// InProcessClient: calls actions through a dispatcher as a client would, without HTTP and on the caller's thread, which
// waits for the answers. One thread at a time. Outlives the dispatcher that works in its lanes.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/wire/dispatcher.h"

namespace basalt::server {

class InProcessClient final : public wire::IoThread, public wire::Lanes {
 public:
  // The answers to as many requests of one action, all under way at once: so keep them to a few hundred. Writes of one
  // item happen in the order of the requests.
  std::vector<wire::Answer> call(const wire::Dispatcher& dispatcher, std::string_view action,
                                 std::span<const std::string> bodies);

  void post(UniqueFunction<void()> work) override;
  // Nothing is worth waiting for here.
  void post_after(std::chrono::milliseconds, UniqueFunction<void()> work) override { post(std::move(work)); }
  bool to_pool(UniqueFunction<void(wire::Turn)> work) override;

 private:
  void run_one();

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<UniqueFunction<void()>> work_;
};

}  // namespace basalt::server
