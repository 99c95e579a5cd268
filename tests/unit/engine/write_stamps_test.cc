#include "engine/write_stamps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "random_seed.h"
#include "unit/engine/stamped_rows.h"

namespace basalt::engine {
namespace {

constexpr ShardId kShard{1};
constexpr uint64_t kTable = 1000;
constexpr size_t kMostOperations = 8192;
constexpr uint32_t kRegionsOfTable = 256;

Batch put_of(std::string_view key, KeySpace space = KeySpace::kItems) {
  Batch batch(kShard);
  batch.put(space, key, "v");
  return batch;
}

void commit(WriteStamps& stamps, const Batch& batch) { const WriteStamps::Writing writing(stamps, {&batch, 1}); }

void write(WriteStamps& stamps, std::string_view key, KeySpace space = KeySpace::kItems) {
  commit(stamps, put_of(key, space));
}

// A stretch and the stamp that a reader took of it.
class Reading {
 public:
  Reading(const WriteStamps& stamps, WriteStamps::Stretch stretch)
      : stamps_(stamps), stretch_(stretch), stamp_(stamps.observe(stretch)) {
    EXPECT_TRUE(stamp_.has_value());
  }
  bool holds() const { return stamp_.has_value() && stamps_.is_still(stretch_, *stamp_); }

 private:
  const WriteStamps& stamps_;
  WriteStamps::Stretch stretch_;
  std::optional<WriteStamps::Stamp> stamp_;
};

Reading read_row(const WriteStamps& stamps, std::string_view key) {
  return {stamps, WriteStamps::stretch_of_prefix(key)};
}

Reading read_table(const WriteStamps& stamps, uint64_t space) {
  return {stamps, WriteStamps::stretch_of_range(space_key(space), space_key(space + 1)).value()};
}

TEST(WriteStamps, a_stamp_holds_until_its_prefix_is_written) {
  WriteStamps stamps;
  const std::string key = row_key(kTable, 7, "pk");
  for (const KeySpace space : {KeySpace::kItems, KeySpace::kIndexes}) {
    const Reading before = read_row(stamps, key);
    EXPECT_TRUE(before.holds());
    write(stamps, row_key(kTable, 7, "another"), space);
    EXPECT_FALSE(before.holds());
    EXPECT_TRUE(read_row(stamps, key).holds());
  }
}

TEST(WriteStamps, erasing_a_row_counts) {
  WriteStamps stamps;
  const std::string key = row_key(kTable, 7, "pk");
  const Reading row = read_row(stamps, key);
  const Reading table = read_table(stamps, kTable);
  Batch batch(kShard);
  batch.erase(KeySpace::kItems, key);
  commit(stamps, batch);
  EXPECT_FALSE(row.holds());
  EXPECT_FALSE(table.holds());
}

TEST(WriteStamps, every_row_of_every_batch_counts) {
  WriteStamps stamps;
  std::vector<Reading> readings;
  std::vector<Batch> batches;
  for (uint64_t hash = 0; hash < 6; ++hash) {
    readings.push_back(read_row(stamps, row_key(kTable, hash)));
    if (hash % 2 == 0) batches.emplace_back(kShard);
    batches.back().put(KeySpace::kItems, row_key(kTable, hash, "pk"), "v");
  }
  { const WriteStamps::Writing writing(stamps, batches); }
  for (const Reading& reading : readings) EXPECT_FALSE(reading.holds());
}

TEST(WriteStamps, a_commit_under_way_leaves_nothing_certain) {
  WriteStamps stamps;
  const std::string key = row_key(kTable, 7, "pk");
  const auto row = WriteStamps::stretch_of_prefix(key);
  const auto table = WriteStamps::stretch_of_range(space_key(kTable), space_key(kTable + 1)).value();
  const Reading row_before = read_row(stamps, key);
  const Reading table_before = read_table(stamps, kTable);
  const Batch batch = put_of(key);
  {
    const WriteStamps::Writing writing(stamps, {&batch, 1});
    EXPECT_FALSE(row_before.holds());
    EXPECT_FALSE(table_before.holds());
    EXPECT_FALSE(stamps.observe(row).has_value());
    EXPECT_FALSE(stamps.observe(table).has_value());
    {
      const WriteStamps::Writing another(stamps, {&batch, 1});
      EXPECT_FALSE(stamps.observe(row).has_value());
    }
    EXPECT_FALSE(stamps.observe(row).has_value()) << "the first is still under way";
    EXPECT_FALSE(stamps.observe(table).has_value());
  }
  EXPECT_FALSE(row_before.holds());
  EXPECT_FALSE(table_before.holds());
  EXPECT_TRUE(read_row(stamps, key).holds());
  EXPECT_TRUE(read_table(stamps, kTable).holds());
}

TEST(WriteStamps, most_other_prefixes_and_tables_keep_their_stamps) {
  WriteStamps stamps;
  std::vector<Reading> rows;
  std::vector<Reading> tables;
  for (uint64_t i = 0; i < 1000; ++i) {
    rows.push_back(read_row(stamps, row_key(kTable + i % 10, i * 0x9E3779B97F4A7C15)));
    if (i < 100) tables.push_back(read_table(stamps, kTable + i));
  }
  for (uint64_t i = 0; i < 100; ++i) write(stamps, row_key(7, i * 0xD1B54A32D192ED03));
  const auto holding = [](const std::vector<Reading>& of) {
    return std::count_if(of.begin(), of.end(), [](const Reading& reading) { return reading.holds(); });
  };
  EXPECT_GE(holding(rows), 990);
  EXPECT_GE(holding(tables), 90);
}

TEST(WriteStamps, the_regions_of_a_table_are_told_apart) {
  WriteStamps stamps;
  const auto range =
      WriteStamps::stretch_of_range(row_key(kTable, region_hash(0x20)), row_key(kTable, region_hash(0x2F)));
  const Reading reading(stamps, range.value());
  for (const uint64_t other : {0x00, 0x1F, 0x30, 0xFF}) write(stamps, row_key(kTable, region_hash(other, 99)));
  EXPECT_TRUE(reading.holds());
  write(stamps, row_key(kTable, region_hash(0x28, 1)));
  EXPECT_FALSE(reading.holds());
}

TEST(WriteStamps, key_spaces_that_are_not_covered_change_nothing) {
  EXPECT_TRUE(WriteStamps::covers(KeySpace::kItems));
  EXPECT_TRUE(WriteStamps::covers(KeySpace::kIndexes));
  WriteStamps stamps;
  const std::string key = row_key(kTable, 7);
  const Reading row = read_row(stamps, key);
  const Reading table = read_table(stamps, kTable);
  for (const KeySpace space : {KeySpace::kMeta, KeySpace::kLog}) {
    EXPECT_FALSE(WriteStamps::covers(space));
    Batch batch(kShard);
    batch.put(space, key, "v");
    batch.erase(space, key);
    batch.erase_range(space, key, key + "z");
    commit(stamps, batch);
  }
  EXPECT_TRUE(row.holds());
  EXPECT_TRUE(table.holds());
}

TEST(WriteStamps, erasing_a_range_changes_everything) {
  for (const KeySpace space : {KeySpace::kItems, KeySpace::kIndexes}) {
    WriteStamps stamps;
    const Reading row = read_row(stamps, row_key(7, 7));
    const Reading table = read_table(stamps, 7);
    Batch batch = put_of(row_key(kTable, 1));
    batch.erase_range(space, row_key(kTable, 1), row_key(kTable, 2));
    {
      const WriteStamps::Writing writing(stamps, {&batch, 1});
      EXPECT_FALSE(stamps.observe(WriteStamps::stretch_of_prefix(row_key(7, 7))).has_value());
      EXPECT_FALSE(row.holds());
    }
    EXPECT_FALSE(row.holds());
    EXPECT_FALSE(table.holds());
    EXPECT_TRUE(read_row(stamps, row_key(7, 7)).holds());
    EXPECT_TRUE(read_table(stamps, 7).holds());
  }
}

TEST(WriteStamps, very_many_operations_change_everything) {
  WriteStamps stamps;
  const Reading row = read_row(stamps, row_key(7, 7));
  const std::string key = row_key(kTable, 1);
  std::array<Batch, 2> batches = {Batch(kShard), Batch(kShard)};
  for (size_t i = 0; i < kMostOperations; ++i) batches[i % 2].put(KeySpace::kItems, key, "v");
  { const WriteStamps::Writing writing(stamps, batches); }
  EXPECT_TRUE(row.holds());
  EXPECT_TRUE(read_row(stamps, key).holds()) << "nothing is under way any more";
  batches[1].put(KeySpace::kItems, key, "v");
  { const WriteStamps::Writing writing(stamps, batches); }
  EXPECT_FALSE(row.holds());
}

TEST(WriteStamps, stretches_are_as_narrow_as_their_ranges) {
  const auto size_of = [](std::string_view begin, std::string_view end) {
    return WriteStamps::stretch_of_range(begin, end).value().size;
  };
  const auto within = WriteStamps::stretch_of_range(row_key(kTable, 9, "a"), row_key(kTable, 9, "b")).value();
  EXPECT_EQ(within.size, 1U);
  EXPECT_EQ(within.first, WriteStamps::stretch_of_prefix(row_key(kTable, 9)).first);
  EXPECT_EQ(size_of(row_key(kTable, region_hash(3, 1)), row_key(kTable, region_hash(3, 2))), 1U);
  EXPECT_EQ(size_of(row_key(kTable, region_hash(3)), row_key(kTable, region_hash(9))), 7U);
  EXPECT_EQ(size_of(space_key(kTable), row_key(kTable, region_hash(9))), 10U);
  EXPECT_EQ(size_of(row_key(kTable, region_hash(0xF0)), space_key(kTable + 1)), 16U);
  EXPECT_EQ(size_of(space_key(kTable), space_key(kTable + 1)), kRegionsOfTable);
}

TEST(WriteStamps, ranges_beyond_a_table_have_no_stretch) {
  const auto has_stretch = [](std::string_view begin, std::string_view end) {
    return WriteStamps::stretch_of_range(begin, end).has_value();
  };
  EXPECT_FALSE(has_stretch(space_key(kTable), space_key(kTable + 2)));
  EXPECT_FALSE(has_stretch(space_key(kTable), space_key(kTable + 1) + '\0'));
  EXPECT_FALSE(has_stretch(space_key(kTable), row_key(kTable + 1, 0)));
  EXPECT_FALSE(has_stretch(space_key(kTable), ""));
  EXPECT_FALSE(has_stretch(space_key(0), ""));
  EXPECT_FALSE(has_stretch("", ""));
}

TEST(WriteStamps, inverted_ranges_have_no_stretch) {
  EXPECT_FALSE(WriteStamps::stretch_of_range(row_key(kTable, region_hash(9)), row_key(kTable, region_hash(3))));
  EXPECT_FALSE(WriteStamps::stretch_of_range(row_key(kTable, region_hash(9)), space_key(kTable)));
  EXPECT_FALSE(WriteStamps::stretch_of_range(space_key(kTable + 1), space_key(kTable)));
}

// It comes before the end of a space, but with zeros behind it, as which it would count, it does not.
TEST(WriteStamps, a_key_shorter_than_a_space_is_noticed_everywhere) {
  WriteStamps stamps;
  const std::string end = space_key(256);
  const std::string key = end.substr(0, 7);
  ASSERT_LT(key, end);
  const auto whole = WriteStamps::stretch_of_range(space_key(255), end).value();
  const Reading range(stamps, whole);
  const Reading another = read_row(stamps, row_key(7, 7));
  write(stamps, key);
  EXPECT_FALSE(range.holds());
  EXPECT_FALSE(another.holds());
  EXPECT_EQ(WriteStamps::up_to(whole, key).size, kRegionsOfTable);
  EXPECT_EQ(WriteStamps::from(whole, key).size, kRegionsOfTable);
}

TEST(WriteStamps, a_standing_tells_of_each_part_what_was_known_then) {
  WriteStamps stamps;
  const std::string low = row_key(kTable, region_hash(0x10));
  const std::string high = row_key(kTable, region_hash(0x80));
  const auto whole = WriteStamps::stretch_of_range(space_key(kTable), space_key(kTable + 1)).value();
  const auto head = WriteStamps::up_to(whole, row_key(kTable, region_hash(0x40)));
  const auto tail = WriteStamps::from(whole, row_key(kTable, region_hash(0x40)));
  const Batch batch = put_of(high);
  std::optional<WriteStamps::Writing> writing(std::in_place, stamps, std::span(&batch, 1));
  const WriteStamps::Standing amid = stamps.observe_each(whole);
  ASSERT_TRUE(amid.stamp_of(head).has_value());
  EXPECT_TRUE(stamps.is_still(head, *amid.stamp_of(head)));
  EXPECT_FALSE(amid.stamp_of(tail).has_value());
  EXPECT_FALSE(amid.stamp_of(whole).has_value());
  writing.reset();
  EXPECT_TRUE(stamps.is_still(head, *amid.stamp_of(head)));
  const WriteStamps::Standing after = stamps.observe_each(whole);
  write(stamps, low);
  EXPECT_FALSE(stamps.is_still(head, *after.stamp_of(head)));
  EXPECT_FALSE(stamps.is_still(whole, *after.stamp_of(whole)));
  EXPECT_TRUE(stamps.is_still(tail, *after.stamp_of(tail)));
}

// Random ranges of rows, and what a walk shows of them: up to, or from, one of their rows.
class StampedRanges : public testing::Test {
 protected:
  void SetUp() override { random_.seed(random_seed()); }

  size_t pick(size_t below) { return std::uniform_int_distribution<size_t>(0, below - 1)(random_); }

  // As the store's: of one table mostly.
  std::string pick_row(uint64_t space) {
    static constexpr std::array<uint64_t, 5> kBytes = {0, 1, 0x7F, 0x80, 0xFF};
    const uint64_t hash = pick(4) == 0 ? random_() : region_hash(kBytes[pick(kBytes.size())], pick(2));
    return row_key(pick(8) == 0 ? space + 1 : space, hash, std::string(pick(3), static_cast<char>('a' + pick(3))));
  }
  // Any bytes, also less than a prefix.
  std::string pick_text() {
    static constexpr std::array<char, 3> kBytes = {'\0', '\1', '\xFF'};
    std::string text(pick(8) == 0 ? pick(7) : 7, '\0');
    for (size_t more = pick(5); more > 0; --more) text.push_back(kBytes[pick(kBytes.size())]);
    return text;
  }
  // A range and two of its rows, in their order: begin, low, high, end.
  std::array<std::string, 4> pick_range(bool any_bytes) {
    static constexpr std::array<uint64_t, 6> kSpaces = {0, 1, 254, 255, kTable, UINT64_MAX - 1};
    const uint64_t space = kSpaces[pick(kSpaces.size())];
    std::array<std::string, 4> keys;
    for (std::string& key : keys) key = any_bytes ? pick_text() : pick_row(space);
    for (const size_t bound : {0, 3}) {
      if (pick(3) == 0) keys[bound] = keys[bound].substr(0, 8);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  // A write of a row in a part that was read must be noticed.
  void expect_noticed(const WriteStamps::Stretch& part, const WriteStamps::Standing& before,
                      const std::string& written) {
    const auto stamp = before.stamp_of(part);
    ASSERT_TRUE(stamp.has_value());
    ASSERT_TRUE(stamps_.is_still(part, *stamp));
    write(stamps_, written);
    ASSERT_FALSE(stamps_.is_still(part, *stamp)) << testing::PrintToString(written);
  }

  void try_range(bool any_bytes) {
    const auto [begin, low, high, end] = pick_range(any_bytes);
    if (high == end) return;
    const auto whole = WriteStamps::stretch_of_range(begin, end);
    if (!whole) return;
    SCOPED_TRACE(testing::PrintToString(begin) + " to " + testing::PrintToString(end) + ", rows " +
                 testing::PrintToString(low) + " and " + testing::PrintToString(high));
    ++tried_;
    ASSERT_NO_FATAL_FAILURE(expect_noticed(*whole, stamps_.observe_each(*whole), pick(2) == 0 ? low : high));
    ASSERT_NO_FATAL_FAILURE(expect_noticed(WriteStamps::up_to(*whole, high), stamps_.observe_each(*whole), low));
    ASSERT_NO_FATAL_FAILURE(expect_noticed(WriteStamps::up_to(*whole, high), stamps_.observe_each(*whole), high));
    ASSERT_NO_FATAL_FAILURE(expect_noticed(WriteStamps::from(*whole, low), stamps_.observe_each(*whole), high));
    ASSERT_NO_FATAL_FAILURE(expect_noticed(WriteStamps::from(*whole, low), stamps_.observe_each(*whole), low));
  }

  WriteStamps stamps_;
  std::mt19937_64 random_;
  int tried_ = 0;
};

TEST_F(StampedRanges, notice_every_write_to_the_rows_that_were_read) {
  for (int i = 0; i < 50'000; ++i) ASSERT_NO_FATAL_FAILURE(try_range(false)) << i;
  EXPECT_GT(tried_, 1000);
}

TEST_F(StampedRanges, notice_them_whatever_the_keys_are) {
  for (int i = 0; i < 50'000; ++i) ASSERT_NO_FATAL_FAILURE(try_range(true)) << i;
  EXPECT_GT(tried_, 1000);
}

}  // namespace
}  // namespace basalt::engine
