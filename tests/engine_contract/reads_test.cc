#include <gmock/gmock.h>

#include <array>

#include "engine_contract/contract_fixture.h"

namespace basalt::engine {
namespace {

using testing::ElementsAre;

class Reads : public EngineContract {};
BASALT_EVERY_ENGINE(Reads);

TEST_P(Reads, an_absent_row_is_not_an_error) {
  EXPECT_EQ(get(KeySpace::kItems, "nobody"), std::nullopt);
  EXPECT_EQ(get(KeySpace::kItems, ""), std::nullopt);
}

TEST_P(Reads, key_spaces_do_not_mix) {
  put(KeySpace::kMeta, "k", "meta");
  put(KeySpace::kItems, "k", "item");
  put(KeySpace::kIndexes, "k", "index");
  EXPECT_EQ(get(KeySpace::kMeta, "k"), "meta");
  EXPECT_EQ(get(KeySpace::kItems, "k"), "item");
  EXPECT_EQ(get(KeySpace::kIndexes, "k"), "index");
  EXPECT_EQ(get(KeySpace::kLog, "k"), std::nullopt);
}

TEST_P(Reads, keys_and_values_may_hold_any_bytes) {
  using namespace std::string_literals;
  const Rows rows = {{"\0"s, "\0\0"s}, {"\0\xFF"s, ""s}, {"a"s, "\xFF\0"s},      {"a\0"s, "1"s},
                     {"a\xFF"s, "2"s}, {"\xFF"s, "3"s},  {"\xFF\xFF\xFF"s, "4"s}};
  for (const Row& row : rows) put(KeySpace::kItems, row.first, row.second);
  for (const Row& row : rows) EXPECT_EQ(get(KeySpace::kItems, row.first), row.second);
  EXPECT_EQ(scan(KeySpace::kItems, "", "", Direction::kForward), rows);
}

TEST_P(Reads, values_of_a_megabyte) {
  const std::string large(1 << 20, 'x');
  const std::string longer(3 << 20, 'y');
  put(KeySpace::kItems, "large", large);
  put(KeySpace::kItems, "longer", longer);
  EXPECT_EQ(get(KeySpace::kItems, "large"), large);
  EXPECT_EQ(get(KeySpace::kItems, "longer"), longer);
}

TEST_P(Reads, keys_of_two_kilobytes) {
  const std::string key(3100, '\xFE');
  put(KeySpace::kItems, key, "v");
  EXPECT_EQ(get(KeySpace::kItems, key), "v");
}

TEST_P(Reads, multi_get_answers_in_the_order_asked_over_all_spaces) {
  put(KeySpace::kItems, "b", "2");
  put(KeySpace::kItems, "a", "1");
  put(KeySpace::kIndexes, "a", "index");
  const std::array<RowRef, 6> rows = {{{kShard, KeySpace::kItems, "b"},
                                       {kShard, KeySpace::kItems, "none"},
                                       {kShard, KeySpace::kIndexes, "a"},
                                       {kShard, KeySpace::kItems, "a"},
                                       {kShard, KeySpace::kMeta, "a"},
                                       {kShard, KeySpace::kItems, "b"}}};
  std::vector<std::optional<std::string>> values(rows.size(), "left from before");
  ASSERT_DONE(engine().multi_get(rows, {}, values));
  EXPECT_THAT(values, ElementsAre("2", std::nullopt, "index", "1", std::nullopt, "2"));
  ASSERT_DONE(engine().multi_get({}, {}, {}));
}

TEST_P(Reads, multi_get_of_more_rows_than_one_internal_group) {
  std::vector<std::string> keys;
  for (int i = 0; i < 150; ++i) {
    keys.push_back("key" + std::to_string(i));
    if (i % 3 != 0) put(KeySpace::kItems, keys.back(), std::to_string(i));
  }
  std::vector<RowRef> rows;
  for (const std::string& key : keys) rows.push_back({kShard, KeySpace::kItems, key});
  std::vector<std::optional<std::string>> values(rows.size());
  ASSERT_DONE(engine().multi_get(rows, {}, values));
  for (int i = 0; i < 150; ++i) {
    EXPECT_EQ(values[static_cast<size_t>(i)], i % 3 != 0 ? std::optional(std::to_string(i)) : std::nullopt) << i;
  }
}

TEST_P(Reads, a_snapshot_keeps_what_it_saw) {
  put(KeySpace::kItems, "kept", "old");
  put(KeySpace::kItems, "erased", "old");
  const auto before = engine().snapshot();
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "kept", "new");
  batch.erase(KeySpace::kItems, "erased");
  batch.put(KeySpace::kItems, "born", "new");
  ASSERT_DONE(engine().commit({&batch, 1}));

  EXPECT_EQ(get(KeySpace::kItems, "kept", before.get()), "old");
  EXPECT_EQ(get(KeySpace::kItems, "erased", before.get()), "old");
  EXPECT_EQ(get(KeySpace::kItems, "born", before.get()), std::nullopt);
  EXPECT_THAT(scan(KeySpace::kItems, "", "", Direction::kForward, 1, before.get()),
              ElementsAre(Row("erased", "old"), Row("kept", "old")));
  const std::array<RowRef, 2> rows = {{{kShard, KeySpace::kItems, "born"}, {kShard, KeySpace::kItems, "kept"}}};
  std::vector<std::optional<std::string>> values(2);
  ASSERT_DONE(engine().multi_get(rows, {.snapshot = before.get()}, values));
  EXPECT_THAT(values, ElementsAre(std::nullopt, "old"));

  EXPECT_THAT(scan(KeySpace::kItems, "", "", Direction::kReverse, 1),
              ElementsAre(Row("kept", "new"), Row("born", "new")));
}

TEST_P(Reads, a_memory_read_answers_rightly_or_not_at_all) {
  put(KeySpace::kItems, "k", "v");
  std::string value;
  const auto found = engine().get({kShard, KeySpace::kItems, "k"}, {.tier = ReadTier::kMemory}, value);
  if (found.ok()) {
    EXPECT_TRUE(*found);
    EXPECT_EQ(value, "v");
  } else {
    EXPECT_EQ(found.error().code, ErrorCode::kNotCached);
  }
}

}  // namespace
}  // namespace basalt::engine
