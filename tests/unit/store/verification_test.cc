// Each kind of damage, planted in the rows of a sound table, is found; and repair mends what it says it mends.
#include "basalt/store/verification.h"

#include "basalt/engine/faulty_engine.h"
#include "basalt/keys/key_layout.h"
#include "basalt/store/repair.h"
#include "gmock/gmock.h"
#include "store/catalog_rows.h"
#include "store/change_record.h"
#include "store/stored_item.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using engine::KeySpace;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using Rows = std::vector<std::pair<std::string, std::string>>;

// A table with everything: a sort key, a local and a global index, TTL, and a stream with both images.
TableDefinition rich_definition() {
  TableDefinition definition = table_definition("rich", true);
  definition.attribute_definitions.push_back({"kind", AttributeType::kString});
  definition.attribute_definitions.push_back({"n", AttributeType::kNumber});
  LocalIndex local;
  local.name = "by_n";
  local.key_schema = {{"pk"}, {"n"}};
  local.projection.type = ProjectionType::kKeysOnly;
  definition.local_indexes = {local};
  GlobalIndex global;
  global.name = "of_kind";
  global.key_schema = {{"kind"}, {"n"}};
  definition.global_indexes = {global};
  definition.time_to_live = TimeToLiveSettings{"ttl", {}, TimeToLiveStatus::kEnabled};
  definition.stream = StreamSettings{};
  return definition;
}

Item rich_item(int64_t i, int64_t n) {
  Item item = item_of("p" + std::to_string(i % 4), i, n);
  item.set("kind", AttributeValue::string(i % 2 == 0 ? "even" : "odd"));
  if (i % 3 != 0) item.set("ttl", AttributeValue::integer(2'000'000'000 + i));
  return item;
}

class VerificationTest : public StoreTest {
 protected:
  static constexpr int kItems = 40;

  void SetUp() override {
    open_store();
    table_ = store_->catalog().create(rich_definition()).value();
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < kItems; ++i) write(rich_item(i, i + round), put(rich_item(i, i + round)));
    }
    for (int i = 0; i < kItems; i += 10) write(rich_item(i, 0), erase());
    store_.reset();  // nothing is planted under a store
  }

  void write(const Item& item, std::unique_ptr<WritePlan> plan) {
    ASSERT_TRUE(submit(*store_, table_, item, std::move(plan)).get().ok());
  }

  Rows rows(KeySpace space, std::string_view prefix) {
    engine::RowPage page;
    EXPECT_TRUE(
        engine_->scan({.space = space, .begin = prefix, .max_rows = 100'000, .max_bytes = 1U << 30}, {}, page).ok());
    Rows found;
    for (size_t i = 0; i < page.size() && page.key(i).starts_with(prefix); ++i) {
      found.emplace_back(page.key(i), page.value(i));
    }
    return found;
  }
  Rows rows(KeySpace space, SpaceId of) { return rows(space, keys::space_begin(of.value)); }
  Rows items() { return rows(KeySpace::kItems, space()); }
  Rows global() { return rows(KeySpace::kIndexes, table_->index("of_kind")->space()); }
  Rows local() { return rows(KeySpace::kIndexes, table_->index("by_n")->space()); }
  Rows expiries() { return rows(KeySpace::kIndexes, table_->definition().time_to_live->space); }
  Rows collections() { return rows(KeySpace::kIndexes, space()); }
  Rows log() { return rows(KeySpace::kLog, space()); }
  SpaceId space() { return table_->definition().space; }

  void put_row(KeySpace space, std::string_view key, std::string_view value) {
    engine::Batch batch(kCatalogShard);
    batch.put(space, key, value);
    ASSERT_TRUE(engine_->commit({&batch, 1}).ok());
  }
  void erase_row(KeySpace space, std::string_view key) {
    engine::Batch batch(kCatalogShard);
    batch.erase(space, key);
    ASSERT_TRUE(engine_->commit({&batch, 1}).ok());
  }

  Verification verified(const VerificationOptions& options = {}) { return verify(*engine_, options).value(); }
  std::vector<std::string> findings(const VerificationOptions& options = {}) {
    const Verification verification = verified(options);
    EXPECT_TRUE(verification.complete);
    EXPECT_EQ(verification.findings_total, verification.findings.size());
    std::vector<std::string> whats;
    for (const Finding& finding : verification.findings) whats.push_back(finding.what);
    return whats;
  }
  // Repair says that it mends so many things, and afterwards nothing is wrong.
  void expect_mended(uint64_t things) {
    const Repair repaired = repair(*engine_).value();
    EXPECT_EQ(repaired.counts.all(), things);
    EXPECT_EQ(repaired.mended.size(), things);
    EXPECT_EQ(repaired.left_total, 0U);
    EXPECT_THAT(findings(), IsEmpty());
    EXPECT_EQ(repair(*engine_).value().counts.all(), 0U);
  }

  TableRef table_;
};

TEST_F(VerificationTest, a_sound_store_is_clean_and_counted) {
  const Verification verification = verified();
  EXPECT_TRUE(verification.clean()) << describe(verification.findings.front());
  EXPECT_EQ(verification.counts.tables, 1U);
  EXPECT_EQ(verification.counts.items, kItems - 4U);
  EXPECT_EQ(verification.counts.index_rows, 2U * (kItems - 4));
  EXPECT_EQ(verification.counts.expiry_rows, expiries().size());
  EXPECT_EQ(verification.counts.collection_rows, 4U);
  EXPECT_EQ(verification.counts.change_records, 3U * kItems + 4);
}

TEST_F(VerificationTest, small_pages_and_few_tracked_items_find_the_same) {
  EXPECT_THAT(findings({.page_bytes = 1, .max_tracked_items = 1}), IsEmpty());
  erase_row(KeySpace::kLog, log()[log().size() / 2].first);
  EXPECT_EQ(findings({.page_bytes = 100, .max_tracked_items = 2}), findings());
}

TEST_F(VerificationTest, an_index_row_that_is_missing) {
  erase_row(KeySpace::kIndexes, global().front().first);
  const Verification verification = verified();
  ASSERT_EQ(verification.findings_total, 1U);
  EXPECT_EQ(verification.findings[0].what, "an index row is missing");
  EXPECT_EQ(verification.findings[0].table, "rich");
  EXPECT_THAT(verification.findings[0].key, HasSubstr(R"({"pk":{"S":"p)"));
  EXPECT_EQ(verification.findings[0].place, "index of_kind");
  expect_mended(1);
}

TEST_F(VerificationTest, index_rows_that_say_something_else_or_are_of_no_item) {
  put_row(KeySpace::kIndexes, local().front().first, local().back().second);
  EXPECT_THAT(findings(), ElementsAre("an index row does not say what its item does"));
  put_row(KeySpace::kIndexes, global().front().first + "x", global().front().second);
  put_row(KeySpace::kIndexes, local().back().first, "?");
  EXPECT_EQ(findings().size(), 3U);
  EXPECT_THAT(findings(), Contains("an index row is of no item"));
  expect_mended(3);
}

TEST_F(VerificationTest, expiry_rows) {
  const Rows before = expiries();
  erase_row(KeySpace::kIndexes, before.front().first);
  EXPECT_THAT(findings(), ElementsAre("an expiry row is missing"));
  std::string later = before.back().first;
  later[15] = static_cast<char>(later[15] + 1);  // the same item, a second later
  put_row(KeySpace::kIndexes, later, "");
  EXPECT_THAT(findings(), ElementsAre("an expiry row is of no item", "an expiry row is missing"));
  expect_mended(2);
  EXPECT_EQ(expiries(), before);
}

TEST_F(VerificationTest, item_collection_sizes) {
  const Rows before = collections();
  std::string other = before[0].second;
  ++other[7];
  put_row(KeySpace::kIndexes, before[0].first, other);
  erase_row(KeySpace::kIndexes, before[1].first);
  put_row(KeySpace::kIndexes, before[1].first + "x", other);
  EXPECT_THAT(findings(), testing::UnorderedElementsAre("an item collection's size is of no item",
                                                        "an item collection's size is wrong",
                                                        "an item collection's size is missing"));
  expect_mended(3);
  EXPECT_EQ(collections(), before);
}

TEST_F(VerificationTest, counters) {
  const Rows before = rows(KeySpace::kMeta, kTallyPrefix);
  const engine::ShardId shard{table_->definition().shards[0].id};
  put_row(KeySpace::kMeta, tally_row(space(), shard), encode_tally({.items = 7, .bytes = -1}));
  erase_row(KeySpace::kMeta, tally_row(table_->index("of_kind")->space(), shard));
  EXPECT_THAT(findings(), Contains("a table's counters are wrong"));
  EXPECT_THAT(findings(), Contains("an index's counters are wrong"));
  expect_mended(2);
  EXPECT_EQ(rows(KeySpace::kMeta, kTallyPrefix).size(), before.size());
  for (const auto& [row, tally] : before) {
    const auto found = rows(KeySpace::kMeta, row);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(decode_tally(found[0].second).items, decode_tally(tally).items);
  }
}

TEST_F(VerificationTest, items_that_are_broken_are_found_and_left_alone) {
  const auto item = items()[3];
  put_row(KeySpace::kItems, item.first, "nonsense");
  EXPECT_THAT(findings(), Contains("an item cannot be read"));
  const Repair repaired = repair(*engine_).value();
  EXPECT_EQ(repaired.counts.rows_removed, 0U);
  EXPECT_EQ(repaired.left_total, 1U);
  put_row(KeySpace::kItems, item.first, items()[4].second);
  EXPECT_THAT(findings(), Contains("an item stands under the key of another"));
  std::string larger = item.second;
  ++larger[kStoredItemPrefixSize - 1];
  put_row(KeySpace::kItems, item.first, larger);
  EXPECT_THAT(findings(), Contains("an item's size is not what its row says"));
  put_row(KeySpace::kItems, item.first, item.second);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(VerificationTest, an_item_that_is_gone_leaves_its_rows_behind) {
  erase_row(KeySpace::kItems, items()[1].first);
  const auto found = findings();
  EXPECT_THAT(found, Contains("an index row is of no item").Times(2));
  EXPECT_THAT(found, Contains("an item is not what its newest change record says"));
}

TEST_F(VerificationTest, rows_of_no_table) {
  put_row(KeySpace::kIndexes, keys::hash_position(999, 1), "x");
  EXPECT_THAT(findings(), ElementsAre("index rows that belong to no table"));
  expect_mended(1);
  put_row(KeySpace::kItems, keys::hash_position(999, 1), "x");
  put_row(KeySpace::kLog, log_row(space(), engine::ShardId{999}, 1), "x");
  put_row(KeySpace::kItems, "short", "x");
  EXPECT_THAT(findings(),
              testing::UnorderedElementsAre("items that belong to no table", "items that belong to no table",
                                            "change records that belong to no table"));
  EXPECT_EQ(repair(*engine_).value().left_total, 3U);
}

TEST_F(VerificationTest, a_change_record_that_is_missing) {
  const Rows records = log();
  // An item's records: the newest, one between, and the first, whose absence cannot be told from trimming.
  std::vector<std::string> of_item;
  for (const auto& [row, value] : records) {
    if (read_change_record(row, value).keys.find("sk")->bytes() == "7") of_item.push_back(row);
  }
  ASSERT_EQ(of_item.size(), 3U);
  const auto without = [&](size_t which) {
    erase_row(KeySpace::kLog, of_item[which]);
    const auto found = findings();
    for (const auto& [row, value] : records) put_row(KeySpace::kLog, row, value);
    return found;
  };
  EXPECT_THAT(without(2), ElementsAre("an item is not what its newest change record says"));
  EXPECT_THAT(without(1), ElementsAre("a change record is not what the next one of its item began with"));
  EXPECT_THAT(without(0), IsEmpty());
}

TEST_F(VerificationTest, change_records_that_are_broken) {
  const Rows records = log();
  put_row(KeySpace::kLog, records.front().first, "nonsense");
  EXPECT_THAT(findings(), ElementsAre("a change record cannot be read"));
  put_row(KeySpace::kLog, records.front().first, records.front().second);
  const engine::ShardId first{table_->definition().shards.front().id};
  put_row(KeySpace::kLog, log_row(space(), first, keys::read_u64(records.back().first.substr(16))),
          records.back().second);
  EXPECT_THAT(findings(), Contains("a change record is in another shard than its item"));
}

TEST_F(VerificationTest, the_catalog) {
  const auto definition = rows(KeySpace::kMeta, kTablePrefix)[0];
  const auto ids = rows(KeySpace::kMeta, kIdsRow)[0];
  put_row(KeySpace::kMeta, kIdsRow, encode_ids({1, 1}));
  EXPECT_THAT(findings(), ElementsAre("an id that is in use would be given again"));
  erase_row(KeySpace::kMeta, kIdsRow);
  EXPECT_THAT(findings(), ElementsAre("the next ids are missing"));
  put_row(KeySpace::kMeta, kIdsRow, ids.second);
  put_row(KeySpace::kMeta, "token/x", "y");
  put_row(KeySpace::kMeta, "what", "is this");
  put_row(KeySpace::kMeta, tally_row(SpaceId{999}, engine::ShardId{1}), encode_tally({}));
  EXPECT_THAT(findings(),
              testing::UnorderedElementsAre("a transaction's token cannot be read", "a row of an unknown kind",
                                            "figures of a shard that belongs to no table"));
  put_row(KeySpace::kMeta, definition.first, "{}");
  EXPECT_THAT(findings(), Contains("a table's definition cannot be read"));
  std::string other = definition.second;
  other.replace(other.find("\"kind\""), 6, "\"mind\"");
  put_row(KeySpace::kMeta, definition.first, other);
  EXPECT_THAT(findings(), Contains("a table's definition is broken"));
  put_row(KeySpace::kMeta, table_row("", "rack"), definition.second);
  put_row(KeySpace::kMeta, definition.first, definition.second);
  EXPECT_THAT(findings(), Contains("a table's definition is broken"));
}

TEST_F(VerificationTest, findings_are_bounded_and_counted_in_full) {
  for (const auto& [row, value] : global()) erase_row(KeySpace::kIndexes, row);
  const Verification verification = verified({.max_findings = 5});
  EXPECT_EQ(verification.findings.size(), 5U);
  EXPECT_EQ(verification.findings_total, kItems - 4U);
  expect_mended(kItems - 4);
}

TEST_F(VerificationTest, progress_is_told_and_can_end_it) {
  std::vector<std::string> stages;
  const auto note = [&](const VerificationProgress& progress) {
    if (stages.empty() || stages.back() != progress.stage) stages.emplace_back(progress.stage);
    return progress.stage != "change log";
  };
  const Verification verification = verified({.on_progress = note});
  EXPECT_THAT(stages, ElementsAre("catalog", "items", "indexes", "change log"));
  EXPECT_FALSE(verification.complete);
  EXPECT_FALSE(verification.clean());
}

TEST_F(VerificationTest, an_engine_that_fails_is_an_error_and_one_that_is_damaged_is_a_finding) {
  engine::FaultPlan plan;
  const auto faulty = engine::make_faulty(std::move(engine_), plan);
  plan.fail_read_after = 4;
  EXPECT_EQ(verify(*faulty, {}).error().code, engine::ErrorCode::kIo);
  plan.fail_read_after = 4;
  plan.code = engine::ErrorCode::kCorruption;
  const Verification verification = verify(*faulty, {}).value();
  EXPECT_GT(verification.findings_total, 0U);
  EXPECT_EQ(verification.findings[0].what, "rows cannot be read: a file is damaged");
}

TEST_F(VerificationTest, an_index_that_is_being_filled_is_held_to_what_is_filled) {
  open_store();
  auto definition = table_->definition();
  ASSERT_TRUE(store_->catalog()
                  .edit(*table_,
                        [](const Table&, TableDefinition& changed) -> ApiResult<void> {
                          GlobalIndex late;
                          late.name = "late";
                          late.key_schema = {{"kind"}, {}};
                          late.status = IndexStatus::kCreating;
                          changed.global_indexes.push_back(late);
                          return {};
                        })
                  .ok());
  for (int i = 0; i < 200; ++i) EXPECT_THAT(findings(), IsEmpty());
}

// UpdateTable drops the definitions of its keys at once, and its rows follow.
TEST_F(VerificationTest, an_index_that_is_being_deleted_needs_no_definitions) {
  open_store();
  ASSERT_TRUE(store_->catalog()
                  .edit(*table_,
                        [](const Table&, TableDefinition& changed) -> ApiResult<void> {
                          GlobalIndex leaving;
                          leaving.name = "leaving";
                          leaving.key_schema = {{"undefined"}, {}};
                          leaving.status = IndexStatus::kDeleting;
                          changed.global_indexes.push_back(leaving);
                          return {};
                        })
                  .ok());
  for (int i = 0; i < 50; ++i) EXPECT_THAT(findings(), IsEmpty());
}

}  // namespace
}  // namespace basalt::store
