#include "engine/commit_gate.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace basalt::engine {
namespace {

TEST(CommitGate, plain_commits_run_side_by_side) {
  CommitGate gate;
  const auto first = gate.enter_plain();
  std::thread other([&] { const auto second = gate.enter_plain(); });
  other.join();  // would hang if the first kept the second out
}

TEST(CommitGate, a_checked_commit_is_alone) {
  CommitGate gate;
  std::atomic<int> inside{0};
  std::atomic<bool> met{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 2000; ++round) {
        if (i == 0) {
          const auto alone = gate.enter_checked();
          if (inside.load() != 0) met = true;
          std::this_thread::yield();
          if (inside.load() != 0) met = true;
        } else {
          const auto shared = gate.enter_plain();
          ++inside;
          --inside;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(met.load());
}

TEST(CommitGate, a_stream_of_plain_commits_does_not_starve_a_checked_one) {
  CommitGate gate;
  std::atomic<bool> stop{false};
  std::vector<std::thread> plain;
  for (int i = 0; i < 4; ++i) {
    plain.emplace_back([&] {
      while (!stop.load()) {
        const auto shared = gate.enter_plain();
        std::this_thread::yield();
      }
    });
  }
  for (int i = 0; i < 100; ++i) const auto alone = gate.enter_checked();
  stop = true;
  for (std::thread& thread : plain) thread.join();
}

}  // namespace
}  // namespace basalt::engine
