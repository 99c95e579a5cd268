#include "basalt/store/expiry_index.h"

#include "basalt/keys/key_layout.h"
#include "basalt/store/time_to_live.h"
#include "basalt/value/item_size.h"
#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::optional<uint64_t> expiry_of(const AttributeValue& value) {
  const std::string encoded = encode_item({{"pk", AttributeValue::string("a")}, {"ttl", value}});
  return expiry_seconds(ItemView(encoded), "ttl");
}

std::optional<uint64_t> expiry_of(std::string_view number) {
  return expiry_of(AttributeValue::number(Decimal::parse(number).value()));
}

TEST(ExpirySeconds, IsTheWholePartOfANumber) {
  EXPECT_EQ(expiry_of("1767225600"), 1767225600U);
  EXPECT_EQ(expiry_of("1767225600.999"), 1767225600U);
  EXPECT_EQ(expiry_of("0"), 0U);
  EXPECT_EQ(expiry_of("0.5"), 0U);
  EXPECT_EQ(expiry_of("1E-130"), 0U);
  EXPECT_EQ(expiry_of("12E2"), 1200U);
  EXPECT_EQ(expiry_of("9223372036854775807"), 9223372036854775807U);
  EXPECT_EQ(expiry_of("9223372036854775807.5"), 9223372036854775807U);
}

TEST(ExpirySeconds, OtherItemsNeverExpire) {
  EXPECT_EQ(expiry_of("-1"), std::nullopt);
  EXPECT_EQ(expiry_of("-0.5"), std::nullopt);
  EXPECT_EQ(expiry_of("9223372036854775808"), std::nullopt);
  EXPECT_EQ(expiry_of("9223372036854775808.5"), std::nullopt);
  EXPECT_EQ(expiry_of("9E125"), std::nullopt);
  EXPECT_EQ(expiry_of(AttributeValue::string("1767225600")), std::nullopt);
  EXPECT_EQ(expiry_seconds(ItemView(encode_item({{"pk", AttributeValue::string("a")}})), "ttl"), std::nullopt);
}

// "n" is the TTL attribute.
class ExpiryIndexTest : public StoreTest {
 protected:
  void SetUp() override { open_store(); }

  TableRef create_ttl_table() {
    TableDefinition definition = table_definition("t");
    definition.time_to_live = TimeToLiveSettings{"n", {}, TimeToLiveStatus::kEnabled};
    return store_->catalog().create(definition).value();
  }
  TableRef table() { return store_->catalog().find("", "t"); }
  void set_time_to_live(std::optional<TimeToLiveSettings> settings) {
    const auto edit = [&](const Table&, TableDefinition& definition) -> ApiResult<void> {
      definition.time_to_live = settings;
      return {};
    };
    ASSERT_TRUE(store_->catalog().edit(*table(), edit).ok());
  }
  void run(const std::string& pk, std::unique_ptr<WritePlan> plan) {
    ASSERT_TRUE(submit(*store_, table(), AttributeValue::string(pk), std::move(plan)).get().ok());
  }
  void write(const std::string& pk, int64_t n) { run(pk, put(item_of(pk, n))); }
  void wait_for_status(std::optional<TimeToLiveStatus> wanted) {
    const auto status = [&]() -> std::optional<TimeToLiveStatus> {
      const auto& settings = table()->definition().time_to_live;
      return settings ? std::optional(settings->status) : std::nullopt;
    };
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (status() != wanted && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    ASSERT_EQ(status(), wanted);
  }
  // "seconds pk" of every row of the table's index, in its order.
  std::vector<std::string> rows() {
    ExpiryPage page;
    const ExpiryIndex index(*engine_);
    const TableRef now = table();
    std::string begin = ExpiryIndex::position(*now, 0);
    const std::string end = ExpiryIndex::position(*now, UINT64_MAX);
    std::vector<std::string> found;
    do {
      EXPECT_TRUE(index.read(*now, begin, end, 2, page).ok());
      for (size_t i = 0; i < page.size(); ++i) {
        const ItemKey key = page.item_key(*now, i);
        std::string item;
        EXPECT_EQ(key.hash, keys::row_hash(key.row));
        EXPECT_EQ(store_->items().get(*now, key, {}, item).value(), ReadOutcome::kFound);
        const std::string pk(read_stored_item(item).item.find("pk").value().bytes());
        found.push_back(std::to_string(page.expires_seconds(i)) + " " + pk);
      }
      if (page.size() > 0) begin = page.next();
    } while (page.more());
    return found;
  }
  size_t rows_in_space(SpaceId space) {
    engine::RowPage page;
    const std::string begin = keys::space_begin(space.value);
    const std::string end = keys::space_end(space.value);
    engine_->scan({.space = engine::KeySpace::kIndexes, .begin = begin, .end = end, .max_rows = 100'000}, {}, page)
        .value();
    return page.size();
  }
};

TEST_F(ExpiryIndexTest, FollowsEveryWrite) {
  create_ttl_table();
  write("b", 20);
  write("a", 10);
  write("c", 20);
  write("never", -1);
  EXPECT_THAT(rows(), ElementsAre("10 a", "20 c", "20 b"));
  write("a", 30);
  write("c", 20);
  run("b", erase());
  EXPECT_THAT(rows(), ElementsAre("20 c", "30 a"));
  run("c", put({{"pk", AttributeValue::string("c")}}));
  run("a", increment("a"));
  EXPECT_THAT(rows(), ElementsAre("31 a"));
}

// The same within one group of writes, where the item before is what the group itself wrote.
TEST_F(ExpiryIndexTest, FollowsWritesOfOneGroup) {
  open_store({.writer_threads = 1, .maintenance_interval = std::chrono::seconds{0}});
  create_ttl_table();
  Gate gate;
  std::vector<FutureOutcome> writes;
  writes.push_back(submit(*store_, table(), AttributeValue::string("gate"), gate.plan()));
  gate.wait_until_entered();
  for (int i = 0; i < 50; ++i) {
    writes.push_back(submit(*store_, table(), AttributeValue::string("a"), put(item_of("a", i))));
  }
  gate.open();
  for (auto& outcome : writes) ASSERT_TRUE(outcome.get().ok());
  EXPECT_THAT(rows(), ElementsAre("49 a"));
}

TEST_F(ExpiryIndexTest, IsFilledWhenItIsEnabledOnATableWithItems) {
  create_table("t");
  constexpr int kItems = 3000;
  std::vector<FutureOutcome> writes;
  for (int i = 0; i < kItems; ++i) {
    const std::string pk = "k" + std::to_string(i);
    writes.push_back(submit(*store_, table(), AttributeValue::string(pk), put(item_of(pk, i))));
  }
  for (auto& outcome : writes) ASSERT_TRUE(outcome.get().ok());
  set_time_to_live(TimeToLiveSettings{"n", {}, TimeToLiveStatus::kEnabling});
  // While it is being filled, or after.
  write("k0", 5000);
  run("k1", erase());
  write("new", 6000);
  wait_for_status(TimeToLiveStatus::kEnabled);
  const auto found = rows();
  ASSERT_EQ(found.size(), size_t{kItems});
  EXPECT_EQ(found.front(), "2 k2");
  EXPECT_EQ(found[found.size() - 2], "5000 k0");
  EXPECT_EQ(found.back(), "6000 new");
}

TEST_F(ExpiryIndexTest, FillingGoesOnAfterARestart) {
  create_table("t");
  for (int i = 0; i < 10; ++i) write("k" + std::to_string(i), i);
  // As a process would leave it that dies right after the change: the keeper has stopped.
  store_->drain();
  set_time_to_live(TimeToLiveSettings{"n", {}, TimeToLiveStatus::kEnabling});
  EXPECT_EQ(table()->definition().time_to_live->status, TimeToLiveStatus::kEnabling);
  open_store();
  wait_for_status(TimeToLiveStatus::kEnabled);
  EXPECT_EQ(rows().size(), 10U);
}

TEST_F(ExpiryIndexTest, DisablingErasesItsRowsAndEnablingTakesANewSpace) {
  const SpaceId first = create_ttl_table()->definition().time_to_live->space;
  for (int i = 0; i < 400; ++i) write("k" + std::to_string(i), i);
  set_time_to_live(TimeToLiveSettings{"n", first, TimeToLiveStatus::kDisabling});
  wait_for_status(std::nullopt);
  EXPECT_EQ(rows_in_space(first), 0U);
  write("k0", 9);
  set_time_to_live(TimeToLiveSettings{"n", {}, TimeToLiveStatus::kEnabling});
  wait_for_status(TimeToLiveStatus::kEnabled);
  EXPECT_NE(table()->definition().time_to_live->space, first);
  EXPECT_EQ(rows().size(), 400U);
}

TEST_F(ExpiryIndexTest, SettingsThatChangedMeanwhileAreLeftAlone) {
  const TableRef disabling = [&] {
    TableDefinition definition = table_definition("t");
    definition.time_to_live = TimeToLiveSettings{"n", {}, TimeToLiveStatus::kDisabling};
    return store_->catalog().create(definition).value();
  }();
  wait_for_status(std::nullopt);
  set_time_to_live(TimeToLiveSettings{"n", {}, TimeToLiveStatus::kEnabled});
  ASSERT_TRUE(finish_disabling(*engine_, store_->catalog(), *disabling).ok());
  EXPECT_EQ(table()->definition().time_to_live->status, TimeToLiveStatus::kEnabled);
}

TEST_F(ExpiryIndexTest, GoesWithItsTable) {
  const TableRef removed = create_ttl_table();
  for (int i = 0; i < 20; ++i) write("k" + std::to_string(i), i);
  EXPECT_EQ(rows_in_space(removed->definition().time_to_live->space), 20U);
  ASSERT_TRUE(store_->catalog().remove(*removed).ok());
  EXPECT_EQ(rows_in_space(removed->definition().time_to_live->space), 0U);
}

}  // namespace
}  // namespace basalt::store
