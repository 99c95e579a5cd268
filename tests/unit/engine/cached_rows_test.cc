// The cache of reads: single rows.
#include <gmock/gmock.h>

#include "unit/engine/cached_fixture.h"

namespace basalt::engine {
namespace {

using testing::ElementsAre;

class CachedRows : public CachedEngineTest {
 protected:
  const std::string a_ = row_key(kTable, region_hash(0x10), "a");
  const std::string b_ = row_key(kTable, region_hash(0x80), "b");
  const std::string c_ = row_key(kTable, region_hash(0xF0), "c");
};

TEST_F(CachedRows, the_third_get_does_not_reach_the_engine) {
  put(a_, "1");
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "1"); }), 1U) << "noted";
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "1"); }), 1U) << "kept";
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "1"); }), 0U);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "1"); }), 0U);
}

TEST_F(CachedRows, that_there_is_no_row_is_known_too) {
  learn(a_);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), std::nullopt); }), 0U);
  put(a_, "");
  learn(a_);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), ""); }), 0U) << "empty is not absent";
}

TEST_F(CachedRows, key_spaces_are_told_apart) {
  put(a_, "item");
  put(a_, "entry", KeySpace::kIndexes);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(get(a_), "item");
    EXPECT_EQ(get(a_, {}, KeySpace::kIndexes), "entry");
  }
  EXPECT_EQ(rows_read([&] { get(a_, {}, KeySpace::kIndexes); }), 0U);
}

TEST_F(CachedRows, others_than_items_and_indexes_are_not_kept) {
  for (const KeySpace space : {KeySpace::kMeta, KeySpace::kLog}) {
    put(a_, "1", space);
    EXPECT_EQ(rows_read([&] {
                for (int i = 0; i < 5; ++i) EXPECT_EQ(get(a_, {}, space), "1");
              }),
              5U);
  }
}

TEST_F(CachedRows, a_put_is_seen) {
  put(a_, "1");
  learn(a_);
  put(a_, "2");
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "2"); }), 1U);
  learn(a_);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "2"); }), 0U) << "kept anew";
}

TEST_F(CachedRows, a_put_where_there_was_no_row_is_seen) {
  learn(a_);
  put(a_, "1");
  EXPECT_EQ(get(a_), "1");
}

TEST_F(CachedRows, an_erasure_is_seen) {
  put(a_, "1");
  learn(a_);
  erase(a_);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), std::nullopt); }), 1U);
}

TEST_F(CachedRows, an_erasure_of_a_range_is_seen) {
  put(a_, "1");
  put(b_, "2");
  learn(a_);
  learn(b_);
  erase_range(space_key(kTable), b_);
  EXPECT_EQ(get(a_), std::nullopt);
  EXPECT_EQ(get(b_), "2");
}

TEST_F(CachedRows, writes_elsewhere_change_nothing) {
  put(a_, "1");
  learn(a_);
  put(b_, "2");
  put(a_, "not an item", KeySpace::kMeta);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "1"); }), 0U);
}

TEST_F(CachedRows, snapshots_and_reads_that_want_no_cache_always_reach_the_engine) {
  put(a_, "1");
  learn(a_);
  const auto snapshot = engine_->snapshot();
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_, {.snapshot = snapshot.get()}), "1"); }), 1U);
    EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_, {.cached = false}), "1"); }), 1U);
    EXPECT_EQ(rows_read([&] { EXPECT_THAT(multi_get({a_}, {.snapshot = snapshot.get()}), ElementsAre("1")); }), 1U);
    EXPECT_EQ(rows_read([&] { EXPECT_THAT(multi_get({a_}, {.cached = false}), ElementsAre("1")); }), 1U);
  }
  put(a_, "2");
  EXPECT_EQ(get(a_), "2");
  EXPECT_EQ(get(a_, {.snapshot = snapshot.get()}), "1");
}

TEST_F(CachedRows, nor_do_they_leave_a_trace) {
  put(a_, "1");
  const auto snapshot = engine_->snapshot();
  put(a_, "2");
  for (int i = 0; i < 4; ++i) {
    get(a_, {.snapshot = snapshot.get()});
    get(a_, {.cached = false});
  }
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "2"); }), 1U);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_), "2"); }), 1U);
}

TEST_F(CachedRows, memory_tier_reads_are_answered_from_it) {
  put(a_, "1");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(get(a_, {.tier = ReadTier::kMemory}), "1");
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(a_, {.tier = ReadTier::kMemory}), "1"); }), 0U);
}

TEST_F(CachedRows, errors_pass_and_are_neither_kept_nor_noted) {
  put(a_, "1");
  const std::array<RowRef, 1> row = {{{kShard, KeySpace::kItems, a_}}};
  std::string value;
  Values values(1);
  for (const ErrorCode code : {ErrorCode::kNotCached, ErrorCode::kIo}) {
    below_->fail_reads = code;
    for (int i = 0; i < 4; ++i) {
      EXPECT_EQ(engine_->get(row[0], {}, value).error().code, code);
      EXPECT_EQ(engine_->multi_get(row, {}, values).error().code, code);
    }
  }
  below_->fail_reads.reset();
  EXPECT_EQ(rows_read([&] { learn(a_); }), 2U) << "noted, kept, found: as if never asked for";
  EXPECT_EQ(get(a_), "1");
}

TEST_F(CachedRows, a_write_while_a_row_is_read_is_not_missed) {
  put(a_, "1");
  get(a_);
  below_->behind_read = [&] { put(a_, "2"); };
  EXPECT_EQ(get(a_), "1") << "read before the write";
  EXPECT_EQ(get(a_), "2");
}

TEST_F(CachedRows, what_is_read_while_its_commit_is_under_way_is_not_kept) {
  put(a_, "1");
  get(a_);
  below_->amid_commit = [&] { EXPECT_EQ(get(a_), "1"); };
  put(a_, "2");
  below_->amid_commit = nullptr;
  EXPECT_EQ(get(a_), "2");
}

TEST_F(CachedRows, a_commit_that_others_may_have_seen_is_seen_before_it_returns) {
  put(a_, "1");
  put(b_, "1");
  learn(a_);
  learn(b_);
  below_->behind_commit = [&] {
    EXPECT_EQ(get(a_), "2");
    EXPECT_EQ(get(b_), "2");
  };
  Batch batch(kShard);
  batch.put(KeySpace::kItems, a_, "2");
  batch.put(KeySpace::kItems, b_, "2");
  commit(batch);
}

TEST_F(CachedRows, multi_get_answers_known_and_unknown_rows_in_their_order) {
  put(a_, "1");
  put(b_, "2");
  learn(b_);
  const std::string absent = row_key(kTable, 77, "absent");
  EXPECT_EQ(rows_read([&] {
              EXPECT_THAT(multi_get({a_, b_, absent, c_}), ElementsAre("1", "2", std::nullopt, std::nullopt));
            }),
            3U);
  EXPECT_EQ(rows_read([&] { EXPECT_THAT(multi_get({c_, b_, a_, b_}), ElementsAre(std::nullopt, "2", "1", "2")); }), 2U);
  EXPECT_EQ(rows_read([&] { EXPECT_THAT(multi_get({b_, c_, a_}), ElementsAre("2", std::nullopt, "1")); }), 0U);
  EXPECT_EQ(rows_read([&] { EXPECT_THAT(multi_get({absent, a_}), ElementsAre(std::nullopt, "1")); }), 1U);
  EXPECT_EQ(rows_read([&] { EXPECT_EQ(get(absent), std::nullopt); }), 0U)
      << "batches and single reads share what they know";
  EXPECT_THAT(multi_get({}), ElementsAre());
}

TEST_F(CachedRows, multi_get_sees_writes) {
  put(a_, "1");
  put(b_, "1");
  for (int i = 0; i < 3; ++i) multi_get({a_, b_, c_});
  put(b_, "2");
  EXPECT_EQ(rows_read([&] { EXPECT_THAT(multi_get({a_, b_, c_}), ElementsAre("1", "2", std::nullopt)); }), 1U);
  erase(a_);
  put(c_, "3");
  EXPECT_THAT(multi_get({a_, b_, c_}), ElementsAre(std::nullopt, "2", "3"));
}

TEST_F(CachedRows, multi_get_with_another_key_space_is_the_engines) {
  put(a_, "1", KeySpace::kMeta);
  put(b_, "2");
  const std::array<RowRef, 2> rows = {{{kShard, KeySpace::kMeta, a_}, {kShard, KeySpace::kItems, b_}}};
  for (int i = 0; i < 4; ++i) {
    Values values(2);
    EXPECT_EQ(rows_read([&] { EXPECT_TRUE(engine_->multi_get(rows, {}, values).ok()); }), 2U);
    EXPECT_THAT(values, ElementsAre("1", "2"));
  }
}

// The known row is from before the commit, the other one from behind it.
TEST_F(CachedRows, multi_get_sees_a_commit_whole_that_comes_amid_it) {
  put(a_, "1");
  put(b_, "1");
  for (const bool known_first : {true, false}) {
    learn(a_);
    const std::string next = *get(b_) + "+";
    below_->before_read = [&] {
      Batch batch(kShard);
      batch.put(KeySpace::kItems, a_, next);
      batch.put(KeySpace::kItems, b_, next);
      commit(batch);
    };
    const Values values = known_first ? multi_get({a_, b_}) : multi_get({b_, a_});
    EXPECT_THAT(values, ElementsAre(next, next));
    EXPECT_EQ(below_->before_read, nullptr) << "it came amid it";
  }
}

TEST_F(CachedRows, hits_and_misses_are_counted) {
  put(a_, "1");
  learn(a_);
  EXPECT_EQ(engine_->figures().read_cache_misses, 2U);
  EXPECT_EQ(engine_->figures().read_cache_hits, 1U);
  multi_get({a_, b_, a_});
  EXPECT_EQ(engine_->figures().read_cache_misses, 3U);
  EXPECT_EQ(engine_->figures().read_cache_hits, 3U);
  put(a_, "2");
  get(a_);
  get(a_, {.cached = false});
  EXPECT_EQ(engine_->figures().read_cache_misses, 4U);
  EXPECT_EQ(engine_->figures().read_cache_hits, 3U);
}

class SmallCachedRows : public CachedEngineTest {
 protected:
  static constexpr size_t kRowBytes = 16 * 4096;  // sixteen shards
  SmallCachedRows() : CachedEngineTest({.row_bytes = kRowBytes, .range_bytes = 0}) {}
};

TEST_F(SmallCachedRows, rows_that_are_too_large_are_not_kept) {
  const std::string large = row_key(kTable, 1);
  put(large, std::string(5000, 'l'));
  EXPECT_EQ(rows_read([&] {
              for (int i = 0; i < 6; ++i) EXPECT_EQ(get(large), std::string(5000, 'l'));
            }),
            6U);
  EXPECT_EQ(engine_->figures().read_cache_bytes, 0U);
}

TEST_F(SmallCachedRows, it_stays_within_its_bytes) {
  uint64_t most = 0;
  for (uint64_t hash = 0; hash < 1000; ++hash) {
    const std::string key = row_key(kTable, hash * 0x9E3779B97F4A7C15);
    put(key, std::string(hash, 'v'));
    for (int i = 0; i < 3; ++i) ASSERT_EQ(get(key), std::string(hash, 'v'));
    const uint64_t bytes = engine_->figures().read_cache_bytes;
    ASSERT_LE(bytes, kRowBytes);
    most = std::max(most, bytes);
  }
  EXPECT_GT(most, kRowBytes / 2);
  EXPECT_EQ(engine_->stats().memory_bytes, below_->stats().memory_bytes + engine_->figures().read_cache_bytes);
}

TEST(ReadCacheDeathTest, is_not_for_engines_that_others_write_to) {
  const auto cache_shared = [] {
    auto shared = std::make_unique<WatchedEngine>(open_rocksdb({.in_memory = true}).value());
    shared->shared_by_processes = true;
    cache_reads(std::move(shared), {});
  };
  EXPECT_DEATH(cache_shared(), "CHECK failed");
}

}  // namespace
}  // namespace basalt::engine
