#include <gmock/gmock.h>

#include <algorithm>

#include "engine_contract/contract_fixture.h"

namespace basalt::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Scans : public EngineContract {
 protected:
  void put_letters(std::string_view letters) {
    Batch batch(kShard);
    for (const char letter : letters) batch.put(KeySpace::kItems, std::string(1, letter), "v");
    ASSERT_DONE(engine().commit({&batch, 1}));
  }

  std::string letters(std::string_view begin, std::string_view end, Direction direction, size_t page_rows = 1000) {
    std::string keys;
    for (const Row& row : scan(KeySpace::kItems, begin, end, direction, page_rows)) keys += row.first;
    return keys;
  }

  // The first keys of the range; a bar behind them when the visitor ended it.
  std::string visited(std::string_view begin, std::string_view end, Direction direction, size_t enough) {
    struct Notes final : RowVisitor {
      bool row(std::string_view key, std::string_view value) override {
        EXPECT_EQ(value, "v");
        keys += key;
        return keys.size() < enough;
      }
      std::string keys;
      size_t enough = 0;
    } notes;
    notes.enough = enough;
    const auto whole = engine().visit({.shard = kShard, .begin = begin, .end = end, .direction = direction}, {}, notes);
    EXPECT_TRUE(whole.ok()) << detail_of(whole);
    return notes.keys + (whole.ok() && *whole ? "" : "|");
  }
};
BASALT_EVERY_ENGINE(Scans);

TEST_P(Scans, an_empty_space) {
  EXPECT_THAT(scan(KeySpace::kItems, "", "", Direction::kForward), IsEmpty());
  EXPECT_THAT(scan(KeySpace::kItems, "", "", Direction::kReverse), IsEmpty());
}

TEST_P(Scans, begin_is_in_the_range_and_end_is_not) {
  put_letters("abcde");
  EXPECT_EQ(letters("b", "d", Direction::kForward), "bc");
  EXPECT_EQ(letters("b", "d", Direction::kReverse), "cb");
  EXPECT_EQ(letters("", "c", Direction::kForward), "ab");
  EXPECT_EQ(letters("c", "", Direction::kReverse), "edc");
  EXPECT_EQ(letters("bb", "dd", Direction::kForward), "cd");
  EXPECT_EQ(letters("bb", "dd", Direction::kReverse), "dc");
}

TEST_P(Scans, empty_and_inverted_ranges_hold_nothing) {
  put_letters("abc");
  for (const Direction direction : {Direction::kForward, Direction::kReverse}) {
    EXPECT_EQ(letters("b", "b", direction), "");
    EXPECT_EQ(letters("c", "a", direction), "");
    EXPECT_EQ(letters("x", "", direction), "");
    EXPECT_EQ(letters("aa", "ab", direction), "");
  }
}

TEST_P(Scans, pages_of_every_size_give_the_same_rows) {
  put_letters("abcdefg");
  for (size_t page_rows = 1; page_rows <= 8; ++page_rows) {
    EXPECT_EQ(letters("b", "g", Direction::kForward, page_rows), "bcdef") << page_rows;
    EXPECT_EQ(letters("b", "g", Direction::kReverse, page_rows), "fedcb") << page_rows;
  }
}

TEST_P(Scans, visitors_see_the_same_rows_until_they_have_enough) {
  put_letters("abcdefg");
  for (const Direction direction : {Direction::kForward, Direction::kReverse}) {
    const std::string all = letters("b", "g", direction);
    for (size_t enough = 1; enough <= all.size(); ++enough) {
      EXPECT_EQ(visited("b", "g", direction, enough), all.substr(0, enough) + "|");
    }
    EXPECT_EQ(visited("b", "g", direction, 6), all);
    EXPECT_EQ(visited("", "", direction, 9), letters("", "", direction));
    EXPECT_EQ(visited("g", "b", direction, 9), "");
  }
}

TEST_P(Scans, more_is_false_only_at_the_end_of_the_range) {
  put_letters("abcd");
  RowPage page;
  for (const Direction direction : {Direction::kForward, Direction::kReverse}) {
    const auto more = [&](size_t max_rows) {
      const ScanRange range{.shard = kShard, .begin = "b", .end = "d", .direction = direction, .max_rows = max_rows};
      EXPECT_TRUE(engine().scan(range, {}, page).ok());
      return page.more();
    };
    EXPECT_TRUE(more(1));
    EXPECT_FALSE(more(2));  // d follows, but outside the range
    EXPECT_FALSE(more(3));
  }
}

TEST_P(Scans, bytes_bound_a_page_but_never_below_one_row) {
  for (const char* key : {"a", "b", "c"}) put(KeySpace::kItems, key, std::string(99, 'x'));
  RowPage page;
  const auto rows = [&](size_t max_bytes) {
    EXPECT_TRUE(engine().scan({.shard = kShard, .max_bytes = max_bytes}, {}, page).ok());
    return page.size();
  };
  EXPECT_EQ(rows(1), 1U);
  EXPECT_TRUE(page.more());
  EXPECT_EQ(rows(199), 1U);
  EXPECT_EQ(rows(200), 2U);
  EXPECT_TRUE(page.more());
  EXPECT_EQ(rows(300), 3U);
  EXPECT_FALSE(page.more());
}

TEST_P(Scans, a_page_is_replaced_not_extended) {
  put_letters("ab");
  RowPage page;
  ASSERT_DONE(engine().scan({.shard = kShard, .max_rows = 1}, {}, page));
  ASSERT_DONE(engine().scan({.shard = kShard, .begin = "b"}, {}, page));
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page.key(0), "b");
  EXPECT_FALSE(page.more());
  ASSERT_DONE(engine().scan({.shard = kShard, .begin = "b", .end = "a"}, {}, page));
  EXPECT_TRUE(page.empty());
}

// Rows of the store share long prefixes, which engines may build filters on: ranges within one prefix, ending at its
// successor, and over several prefixes must all be whole, from memory and from tables.
TEST_P(Scans, ranges_within_and_across_long_prefixes) {
  const auto prefix = [](char letter) { return std::string(8, '\1') + std::string(7, '\2') + letter; };
  Rows expected;
  for (const char letter : std::string_view("acegik")) {
    for (int i = 0; i < 2000; ++i) {
      char number[8];
      std::snprintf(number, sizeof number, "%05d", i);
      expected.emplace_back(prefix(letter) + number, std::string(200, letter));
    }
  }
  for (size_t begin = 0; begin < expected.size(); begin += 500) {
    Batch batch(kShard);
    for (size_t i = begin; i < begin + 500; ++i) batch.put(KeySpace::kItems, expected[i].first, expected[i].second);
    ASSERT_DONE(engine().commit({&batch, 1}));
  }
  const auto within = [&](const std::string& begin, const std::string& end, Direction direction) {
    Rows rows;
    for (const Row& row : expected) {
      if (row.first >= begin && row.first < end) rows.push_back(row);
    }
    if (direction == Direction::kReverse) std::reverse(rows.begin(), rows.end());
    return rows;
  };
  const std::vector<std::pair<std::string, std::string>> ranges = {{prefix('c') + "00500", prefix('c') + "01500"},
                                                                   {prefix('c'), prefix('d')},
                                                                   {prefix('b'), prefix('c')},
                                                                   {prefix('b') + "1", prefix('b') + "2"},
                                                                   {prefix('a') + "01990", prefix('e') + "00010"},
                                                                   {prefix('b') + "x", prefix('j') + "y"},
                                                                   {"", prefix('c') + "00003"},
                                                                   {prefix('k') + "01997", "\2"}};
  for (const auto& [begin, end] : ranges) {
    for (const Direction direction : {Direction::kForward, Direction::kReverse}) {
      EXPECT_TRUE(scan(KeySpace::kItems, begin, end, direction, 700) == within(begin, end, direction))
          << testing::PrintToString(begin) << " to " << testing::PrintToString(end);
    }
  }
}

}  // namespace
}  // namespace basalt::engine
