// The cache of reads: ranges.
#include <gmock/gmock.h>

#include <array>

#include "unit/engine/cached_fixture.h"

namespace basalt::engine {
namespace {

using testing::IsEmpty;

// A table of ten rows a tenth of the hash space apart, and one collection of ten rows.
class CachedRanges : public CachedEngineTest {
 protected:
  static constexpr uint64_t kCollection = region_hash(0x33, 5);

  explicit CachedRanges(const ReadCacheOptions& options = {}) : CachedEngineTest(options) {
    for (uint64_t i = 0; i < 10; ++i) {
      put(spread(i), "v");
      put(within(i), "v");
    }
  }

  static std::string spread(uint64_t i) { return row_key(kTable, region_hash(i * 25, 9), "pk"); }
  static std::string within(uint64_t i) { return row_key(kTable + 1, kCollection, "pk" + std::to_string(i)); }
  static Range collection() { return {within(0), within(9) + 'z'}; }
  static Range with(Range range, Direction direction, size_t enough) {
    range.direction = direction;
    range.enough = enough;
    return range;
  }
  static std::vector<Range> every_kind_of(const Range& range) {
    std::vector<Range> ranges;
    for (const Direction direction : {Direction::kForward, Direction::kReverse}) {
      for (const size_t enough : {1, 3, 9, 10, 11}) ranges.push_back(with(range, direction, enough));
    }
    return ranges;
  }

  // The digits of the rows that a visit shows, by their place in the table or collection.
  std::string shown(const Range& range) {
    std::string digits;
    for (const auto& [key, value] : visit(range)) {
      for (uint64_t i = 0; i < 10; ++i) {
        if (key == spread(i) || key == within(i)) digits += std::to_string(i);
      }
      if (value != "v") digits += "(" + value + ")";
    }
    return digits;
  }
  static std::string expected(const Range& range) {
    const std::string all = range.direction == Direction::kForward ? "0123456789" : "9876543210";
    return all.substr(0, range.enough);
  }
};

TEST_F(CachedRanges, the_third_visit_does_not_reach_the_engine) {
  for (const Range& of : {table(), collection()}) {
    for (const Range& range : every_kind_of(of)) {
      SCOPED_TRACE(testing::Message() << "forward " << (range.direction == Direction::kForward) << " " << range.enough);
      EXPECT_EQ(ranges_read([&] { EXPECT_EQ(shown(range), expected(range)); }), 1U) << "noted";
      EXPECT_EQ(ranges_read([&] { EXPECT_EQ(shown(range), expected(range)); }), 1U) << "kept";
      EXPECT_EQ(ranges_read([&] { EXPECT_EQ(shown(range), expected(range)); }), 0U);
      EXPECT_EQ(ranges_read([&] { EXPECT_EQ(shown(range), expected(range)); }), 0U);
    }
  }
}

TEST_F(CachedRanges, that_there_are_no_rows_is_known_too) {
  const Range nothing = {row_key(kTable + 1, kCollection, "a"), row_key(kTable + 1, kCollection, "b")};
  const Range no_table = table(kTable + 9);
  for (const Range& range : {nothing, no_table}) {
    learn(range);
    EXPECT_EQ(ranges_read([&] { EXPECT_THAT(visit(range), IsEmpty()); }), 0U);
  }
  put(nothing.begin, "v");
  put(row_key(kTable + 9, 1), "v");
  EXPECT_EQ(visit(nothing).size(), 1U);
  EXPECT_EQ(visit(no_table).size(), 1U);
}

TEST_F(CachedRanges, writes_to_the_rows_shown_are_seen) {
  for (const Range& range : every_kind_of(collection())) {
    learn(range);
    const bool forward = range.direction == Direction::kForward;
    const std::string first = within(forward ? 0 : 9);
    put(first, "new");
    EXPECT_EQ(shown(range).substr(0, 6), forward ? "0(new)" : "9(new)");
    learn(range);
    erase(first);
    EXPECT_EQ(shown(range).substr(0, 1), forward ? "1" : "8");
    learn(range);
    put(first, "v");
    EXPECT_EQ(shown(range), expected(range));
  }
}

TEST_F(CachedRanges, writes_up_to_the_last_row_shown_are_seen_across_a_table) {
  for (const Range& range : every_kind_of(table())) {
    const bool forward = range.direction == Direction::kForward;
    for (uint64_t place = 0; place < std::min<uint64_t>(range.enough, 10); ++place) {
      const uint64_t i = forward ? place : 9 - place;
      learn(range);
      erase(spread(i));
      std::string rest = expected(with(range, range.direction, 10));
      rest.erase(place, 1);
      EXPECT_EQ(shown(range), rest.substr(0, range.enough)) << place;
      learn(range);
      put(spread(i), "v");
      EXPECT_EQ(shown(range), expected(range)) << place;
    }
  }
}

TEST_F(CachedRanges, new_rows_between_those_shown_are_seen) {
  for (const Direction direction : {Direction::kForward, Direction::kReverse}) {
    const Range range = with(table(), direction, 3);
    learn(range);
    const std::string between = row_key(kTable, region_hash(direction == Direction::kForward ? 30 : 220), "pk");
    put(between, "v");
    EXPECT_EQ(visit(range).at(direction == Direction::kForward ? 2 : 1).first, between);
    erase(between);
    EXPECT_EQ(shown(range), expected(range));
  }
}

TEST_F(CachedRanges, rows_before_the_first_one_shown_are_seen) {
  const Range upward = with(table(), Direction::kForward, 3);
  const Range downward = with(table(), Direction::kReverse, 3);
  learn(upward);
  learn(downward);
  put(row_key(kTable, 0), "least");
  put(row_key(kTable, UINT64_MAX), "greatest");
  EXPECT_EQ(visit(upward).front().second, "least");
  EXPECT_EQ(visit(downward).front().second, "greatest");
}

TEST_F(CachedRanges, writes_behind_the_last_row_shown_do_not_matter) {
  const Range upward = with(table(), Direction::kForward, 3);
  const Range downward = with(table(), Direction::kReverse, 3);
  learn(upward);
  learn(downward);
  for (const uint64_t i : {3, 4, 5, 6}) put(spread(i), "new");
  EXPECT_EQ(ranges_read([&] { EXPECT_EQ(shown(upward), "012"); }), 0U);
  EXPECT_EQ(ranges_read([&] { EXPECT_EQ(shown(downward), "987"); }), 0U);
}

// It ended not by its visitor but by its end: what comes behind the last row belongs to it.
TEST_F(CachedRanges, writes_behind_the_last_row_of_a_whole_range_are_seen) {
  const Range whole = with(table(), Direction::kForward, 11);
  learn(whole);
  put(row_key(kTable, UINT64_MAX, "pk"), "v");
  EXPECT_EQ(visit(whole).size(), 11U);
}

TEST_F(CachedRanges, an_erasure_of_a_range_is_seen) {
  learn(table());
  learn(collection());
  erase_range(spread(2), spread(8));
  erase_range(within(2), within(8));
  EXPECT_EQ(shown(table()), "0189");
  EXPECT_EQ(shown(collection()), "0189");
}

TEST_F(CachedRanges, writes_to_other_tables_do_not_matter) {
  learn(table());
  learn(collection());
  put(row_key(kTable + 2, kCollection, "pk"), "v");
  put(spread(1), "not an item", KeySpace::kMeta);
  EXPECT_EQ(ranges_read([&] { shown(table()), shown(collection()); }), 0U);
}

TEST_F(CachedRanges, ranges_directions_and_appetites_are_told_apart) {
  Range tail = collection();
  tail.begin = within(5);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(shown(collection()), "0123456789");
    EXPECT_EQ(shown(with(collection(), Direction::kReverse, 1000)), "9876543210");
    EXPECT_EQ(shown(with(collection(), Direction::kForward, 4)), "0123");
    EXPECT_EQ(shown(with(collection(), Direction::kForward, 5)), "01234");
    EXPECT_EQ(shown(tail), "56789");
    EXPECT_EQ(shown(with(tail, Direction::kReverse, 2)), "98");
  }
  EXPECT_EQ(engine_->figures().read_cache_hits, 12U);
}

TEST_F(CachedRanges, key_spaces_are_told_apart) {
  put(within(4), "entry", KeySpace::kIndexes);
  const Range range = collection();
  KeyRange entries = key_range(range, range.enough);
  entries.space = KeySpace::kIndexes;
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(shown(range), "0123456789");
    Taking taking(1000);
    ASSERT_TRUE(engine_->visit(entries, {}, taking).ok());
    EXPECT_EQ(taking.rows, (Rows{{within(4), "entry"}}));
  }
  EXPECT_EQ(engine_->figures().read_cache_hits, 4U);
}

// Bounds that are the same bytes when they are put together.
TEST_F(CachedRanges, bounds_are_told_apart) {
  const std::string key = row_key(kTable + 1, kCollection, "pk");
  const Range wide = {key, key + key + '9'};
  const Range narrow = {key + key, key + '9'};
  ASSERT_EQ(wide.begin + wide.end, narrow.begin + narrow.end);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(shown(wide), "");
    EXPECT_EQ(shown(narrow), "012345678");
  }
}

TEST_F(CachedRanges, visitors_of_unknown_appetite_always_reach_the_engine) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ranges_read([&] { EXPECT_EQ(visit(collection(), 0, {}).size(), 10U); }), 1U);
  }
  EXPECT_EQ(engine_->figures().read_cache_hits + engine_->figures().read_cache_misses, 0U);
}

TEST_F(CachedRanges, snapshots_and_reads_that_want_no_cache_always_reach_the_engine) {
  learn(collection());
  const auto snapshot = engine_->snapshot();
  erase(within(0));
  learn(collection());
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(ranges_read([&] { EXPECT_EQ(visit(collection(), {.snapshot = snapshot.get()}).size(), 10U); }), 1U);
    EXPECT_EQ(ranges_read([&] { EXPECT_EQ(visit(collection(), {.cached = false}).size(), 9U); }), 1U);
  }
  EXPECT_EQ(ranges_read([&] { EXPECT_EQ(visit(collection()).size(), 9U); }), 0U);
}

TEST_F(CachedRanges, scans_always_reach_the_engine) {
  RowPage page;
  for (int i = 0; i < 4; ++i) {
    put(within(0), std::to_string(i));
    const Range range = collection();
    ASSERT_TRUE(engine_->scan({.shard = kShard, .begin = range.begin, .end = range.end}, {}, page).ok());
    ASSERT_EQ(page.size(), 10U);
    EXPECT_EQ(page.value(0), std::to_string(i));
  }
}

TEST_F(CachedRanges, what_spans_tables_or_has_no_end_is_not_kept) {
  for (const Range& range : {Range{space_key(kTable), space_key(kTable + 2)}, Range{space_key(kTable), ""},
                             Range{"", ""}, Range{"", space_key(kTable + 2)}}) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(ranges_read([&] { EXPECT_EQ(visit(range).size(), 20U); }), 1U);
  }
}

TEST_F(CachedRanges, inverted_ranges_hold_nothing) {
  for (const Range& of : {table(), collection(), Range{spread(2), spread(5)}}) {
    for (int i = 0; i < 4; ++i) EXPECT_THAT(visit(Range{of.end, of.begin}), IsEmpty());
  }
}

TEST_F(CachedRanges, errors_pass_and_are_neither_kept_nor_noted) {
  for (const ErrorCode code : {ErrorCode::kNotCached, ErrorCode::kIo}) {
    below_->fail_reads = code;
    for (int i = 0; i < 4; ++i) {
      Taking taking(5);
      EXPECT_EQ(engine_->visit(key_range(collection(), 5), {}, taking).error().code, code);
    }
  }
  below_->fail_reads.reset();
  EXPECT_EQ(ranges_read([&] { learn(with(collection(), Direction::kForward, 5)); }), 2U);
}

TEST_F(CachedRanges, a_write_while_a_range_is_read_is_not_missed) {
  for (const Range& range : {collection(), with(collection(), Direction::kForward, 3), table()}) {
    const std::string first = visit(range).front().first;
    below_->behind_read = [&] { put(first, "new"); };
    visit(range);
    EXPECT_EQ(visit(range).front().second, "new");
    put(first, "v");
    learn(range);
  }
}

TEST_F(CachedRanges, what_is_read_while_its_commit_is_under_way_is_not_kept) {
  shown(collection());
  shown(table());
  below_->amid_commit = [&] {
    EXPECT_EQ(shown(collection()), "0123456789");
    EXPECT_EQ(shown(table()), "0123456789");
  };
  Batch batch(kShard);
  batch.put(KeySpace::kItems, within(0), "new");
  batch.put(KeySpace::kItems, spread(0), "new");
  commit(batch);
  below_->amid_commit = nullptr;
  EXPECT_EQ(shown(collection()), "0(new)123456789");
  EXPECT_EQ(shown(table()), "0(new)123456789");
}

TEST_F(CachedRanges, visitors_may_visit_too) {
  Range other = collection();
  other.end = within(5);
  for (int i = 0; i < 4; ++i) {
    Taking taking(1000);
    taking.meanwhile = [&] { EXPECT_EQ(shown(other), "01234"); };
    ASSERT_TRUE(engine_->visit(key_range(collection(), 1000), {}, taking).ok());
    EXPECT_EQ(taking.rows.size(), 10U);
  }
}

TEST_F(CachedRanges, hits_and_misses_are_counted) {
  learn(collection());
  EXPECT_EQ(engine_->figures().read_cache_misses, 2U);
  EXPECT_EQ(engine_->figures().read_cache_hits, 1U);
  put(within(3), "new");
  visit(collection());
  EXPECT_EQ(engine_->figures().read_cache_misses, 3U);
}

class SmallCachedRanges : public CachedRanges {
 protected:
  static constexpr size_t kRangeBytes = 4 * 8192;  // four shards
  SmallCachedRanges() : CachedRanges({.row_bytes = 0, .range_bytes = kRangeBytes}) {}
};

TEST_F(SmallCachedRanges, ranges_that_are_too_large_are_not_kept) {
  put(within(9), std::string(9000, 'l'));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ranges_read([&] { EXPECT_EQ(visit(collection()).size(), 10U); }), 1U);
  EXPECT_EQ(engine_->figures().read_cache_bytes, 0U);
  put(within(8), std::string(4000, 'l'));
  const Range without = with(collection(), Direction::kForward, 9);
  learn(without);
  EXPECT_EQ(ranges_read([&] { EXPECT_EQ(visit(without).size(), 9U); }), 0U);
  uint64_t bytes = 0;
  for (const auto& [key, value] : visit(without)) bytes += key.size() + value.size();
  EXPECT_GT(engine_->figures().read_cache_bytes, bytes);
}

TEST_F(SmallCachedRanges, it_stays_within_its_bytes) {
  uint64_t most = 0;
  for (uint64_t hash = 0; hash < 300; ++hash) {
    put(row_key(kTable + 2, hash), std::string(10 * hash, 'v'));
    const Range range = {row_key(kTable + 2, hash), row_key(kTable + 2, hash, "z")};
    for (int i = 0; i < 3; ++i) ASSERT_EQ(visit(range).size(), 1U);
    const uint64_t bytes = engine_->figures().read_cache_bytes;
    ASSERT_LE(bytes, kRangeBytes);
    most = std::max(most, bytes);
  }
  EXPECT_GT(most, kRangeBytes / 2);
}

}  // namespace
}  // namespace basalt::engine
