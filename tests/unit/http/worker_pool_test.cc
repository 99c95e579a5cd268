#include "basalt/http/worker_pool.h"

#include <atomic>
#include <future>

namespace basalt::http {
namespace {

TEST(WorkerPool, RunsEverythingBeforeItStops) {
  std::atomic<int> ran{0};
  WorkerPool pool(3, 1000);
  for (int i = 0; i < 500; ++i) EXPECT_TRUE(pool.to_pool([&ran] { ++ran; }));
  pool.stop();
  EXPECT_EQ(ran, 500);
  EXPECT_FALSE(pool.to_pool([] {}));
}

TEST(WorkerPool, RefusesWhenFull) {
  std::promise<void> go;
  std::promise<void> busy;
  WorkerPool pool(1, 2);
  EXPECT_TRUE(pool.to_pool([&] {
    busy.set_value();
    go.get_future().wait();
  }));
  busy.get_future().wait();
  EXPECT_TRUE(pool.to_pool([] {}));
  EXPECT_TRUE(pool.to_pool([] {}));
  EXPECT_FALSE(pool.to_pool([] {}));
  go.set_value();
}

}  // namespace
}  // namespace basalt::http
