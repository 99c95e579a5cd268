// The cache of reads beside a writer: no reader sees less than what was acknowledged before it began, nor a part of a
// commit, nor time run backwards.
#include <chrono>
#include <thread>
#include <vector>

#include "unit/engine/cached_fixture.h"

namespace basalt::engine {
namespace {

class CachedThreads : public CachedEngineTest {
 protected:
  static constexpr uint64_t kCommits = 4000;
  // Reads that the writer waits for between two commits, at most. The third of a row comes from the cache.
  static constexpr uint64_t kReadsBetween = 24;

  CachedThreads() { write(0); }

  // Both rows get the same number, in one commit.
  void write(uint64_t number) {
    Batch batch(kShard);
    batch.put(KeySpace::kItems, a_, std::to_string(number));
    batch.put(KeySpace::kItems, b_, std::to_string(number));
    if (number % 50 == 49) batch.erase_range(KeySpace::kItems, row_key(kTable, 1), row_key(kTable, 2));
    commit(batch);
    acknowledged_ = number;
  }

  void write_all() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{1};
    for (uint64_t number = 1; number <= kCommits && std::chrono::steady_clock::now() < deadline; ++number) {
      const uint64_t reads = reads_;
      write(number);
      while (readers_ > 0 && reads_ < reads + number % kReadsBetween) std::this_thread::yield();
    }
    done_ = true;
  }

  // read() answers the number that it saw of both rows.
  template <class Read>
  void read_all(Read&& read) {
    uint64_t last = 0;
    while (!done_) {
      const uint64_t floor = std::max<uint64_t>(last, acknowledged_);
      const uint64_t seen = read();
      ASSERT_GE(seen, floor);
      last = seen;
      ++reads_;
    }
  }

  uint64_t get_number(const std::string& key) { return std::stoull(get(key).value_or("0")); }
  uint64_t get_both() {
    const Values values = multi_get({a_, b_});
    EXPECT_EQ(values[0], values[1]);
    return std::stoull(values[0].value_or("0"));
  }
  uint64_t visit_both(const Range& range) {
    const Rows rows = visit(range);
    EXPECT_EQ(rows.size(), 2U);
    if (rows.size() != 2) return 0;
    EXPECT_EQ(rows[0].second, rows[1].second);
    return std::stoull(rows[0].second);
  }

  // A reader that fails ends.
  template <class... Reads>
  void write_beside(Reads&&... reads) {
    std::vector<std::thread> threads;
    readers_ = sizeof...(reads);
    const auto start = [&](auto& read) {
      threads.emplace_back([this, &read] {
        read_all(read);
        --readers_;
      });
    };
    (start(reads), ...);
    write_all();
    for (std::thread& thread : threads) thread.join();
    EXPECT_GT(engine_->figures().read_cache_hits, 0U) << "else nothing was tried";
  }

  const std::string a_ = row_key(kTable, region_hash(0x10), "a");
  const std::string b_ = row_key(kTable, region_hash(0xE0), "b");
  std::atomic<uint64_t> acknowledged_{0};
  std::atomic<uint64_t> reads_{0};
  std::atomic<size_t> readers_{0};
  std::atomic<bool> done_{false};
};

TEST_F(CachedThreads, single_rows_never_go_back) {
  write_beside([&, i = 0]() mutable { return get_number(++i % 2 == 0 ? a_ : b_); },
               [&, i = 0]() mutable { return get_number(++i % 3 == 0 ? b_ : a_); });
}

TEST_F(CachedThreads, batches_of_rows_see_commits_whole) {
  write_beside([&] { return get_both(); }, [&] { return get_number(a_); });
}

TEST_F(CachedThreads, ranges_see_commits_whole) {
  Range backwards = table();
  backwards.direction = Direction::kReverse;
  backwards.enough = 2;
  write_beside([&] { return visit_both(table()); }, [&] { return visit_both(backwards); });
}

TEST_F(CachedThreads, all_kinds_of_reads_agree) {
  write_beside(
      [&] {
        const uint64_t row = get_number(a_);
        const uint64_t range = visit_both(table());
        EXPECT_GE(range, row);
        const uint64_t both = get_both();
        EXPECT_GE(both, range);
        return both;
      },
      [&] { return get_number(b_); });
}

}  // namespace
}  // namespace basalt::engine
