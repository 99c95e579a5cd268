#include "server/resource_watch.h"

namespace basalt::server {
namespace {

using Space = store::SpaceGate::Space;

constexpr uint64_t kMiB = uint64_t{1} << 20;

struct Watched {
  explicit Watched(const WatchLimits& limits)
      : watch(limits,
              {.resident_bytes = [this] { return resident; },
               .free_disk_bytes = [this]() -> std::optional<uint64_t> { return free_bytes; }},
              memory, space) {}
  Space space_with(uint64_t free_mb) {
    free_bytes = free_mb * kMiB;
    watch.look();
    return space.space();
  }
  bool full_with(uint64_t resident_mb) {
    resident = resident_mb * kMiB;
    watch.look();
    return memory.process_is_full();
  }

  uint64_t resident = 0;
  std::optional<uint64_t> free_bytes;
  http::MemoryBudget memory{kMiB};
  store::SpaceGate space;
  ResourceWatch watch;
};

TEST(ResourceWatch, DiskSpaceClosesPutsFirstAndDeletesLater) {
  Watched watched({.min_free_disk_bytes = 100 * kMiB});
  EXPECT_EQ(watched.space_with(100), Space::kEnough);
  EXPECT_EQ(watched.space_with(99), Space::kLow);
  EXPECT_FALSE(watched.space.allows_puts());
  EXPECT_TRUE(watched.space.allows_deletes());
  EXPECT_EQ(watched.space_with(24), Space::kNone);
  EXPECT_FALSE(watched.space.allows_deletes());
}

TEST(ResourceWatch, DiskSpaceOpensATenthLaterThanItClosed) {
  Watched watched({.min_free_disk_bytes = 100 * kMiB});
  EXPECT_EQ(watched.space_with(10), Space::kNone);
  EXPECT_EQ(watched.space_with(26), Space::kNone);
  EXPECT_EQ(watched.space_with(28), Space::kLow);
  EXPECT_EQ(watched.space_with(105), Space::kLow);
  EXPECT_EQ(watched.space_with(110), Space::kEnough);
  EXPECT_EQ(watched.space_with(105), Space::kEnough);
}

TEST(ResourceWatch, DiskSpaceThatCannotBeToldOrIsNotWatchedChangesNothing) {
  Watched watched({.min_free_disk_bytes = 100 * kMiB});
  watched.space_with(10);
  watched.free_bytes.reset();
  watched.watch.look();
  EXPECT_EQ(watched.space.space(), Space::kNone);
  Watched unwatched({.min_free_disk_bytes = 0});
  EXPECT_EQ(unwatched.space_with(0), Space::kEnough);
}

TEST(ResourceWatch, MemoryIsFullNearItsLimitUntilItIsClearlyBelow) {
  Watched watched({.memory_bytes = 1000 * kMiB});
  EXPECT_FALSE(watched.full_with(950));
  EXPECT_TRUE(watched.full_with(951));
  EXPECT_TRUE(watched.full_with(920));
  EXPECT_FALSE(watched.full_with(900));
}

TEST(ResourceWatch, TheThreadLooksByItself) {
  Watched watched({.min_free_disk_bytes = 100 * kMiB});
  watched.free_bytes = 10 * kMiB;
  watched.watch.start();
  EXPECT_EQ(watched.space.space(), Space::kNone) << "from the first moment on";
  watched.watch.stop();
}

}  // namespace
}  // namespace basalt::server
