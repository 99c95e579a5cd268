#include "basalt/store/item_reader.h"

#include "basalt/engine/faulty_engine.h"
#include "basalt/keys/key_layout.h"
#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"
#include "unit/store/watched_engine.h"

namespace basalt::store {
namespace {

constexpr int kItems = 200;

// Notes rows until it has enough.
class RowNotes final : public engine::RowVisitor {
 public:
  explicit RowNotes(size_t enough) : enough_(enough) {}
  bool row(std::string_view key, std::string_view value) override {
    EXPECT_EQ(number_of(read_stored_item(value).item, "n") < kItems, true);
    rows.emplace_back(key);
    return rows.size() < enough_;
  }

  std::vector<std::string> rows;

 private:
  size_t enough_;
};

class ItemReaderTest : public StoreTest {
 protected:
  ItemReaderTest() {
    auto watched = std::make_unique<WatchedEngine>(std::move(engine_));
    watched_ = watched.get();
    engine_ = engine::make_faulty(std::move(watched), faults_);
    open_store();
    table_ = create_table("t");
    std::vector<FutureOutcome> outcomes;
    for (int i = 0; i < kItems; ++i) {
      const std::string pk = std::to_string(i);
      outcomes.push_back(submit(*store_, table_, AttributeValue::string(pk), put(item_of(pk, i))));
    }
    for (FutureOutcome& outcome : outcomes) CHECK(outcome.get().ok());
    whole_ = {keys::space_begin(table_->definition().space.value), keys::space_end(table_->definition().space.value)};
  }
  ItemKey key(const std::string& pk) const { return table_->key_of(AttributeValue::string(pk), nullptr); }
  // All row keys of the range, page by page.
  std::vector<std::string> walk(RowRange range, engine::Direction direction, const PageLimits& limits) {
    std::vector<std::string> rows;
    ItemPage page;
    do {
      EXPECT_TRUE(store_->items().read_page(*table_, range, direction, limits, {}, page).ok());
      EXPECT_LE(page.size(), limits.max_rows);
      for (size_t i = 0; i < page.size(); ++i) rows.emplace_back(page.row_key(i));
      if (page.size() == 0) break;
      (direction == engine::Direction::kForward ? range.begin : range.end) = rows.back();
      if (direction == engine::Direction::kForward) range.begin.push_back('\0');
    } while (page.more());
    return rows;
  }
  std::vector<std::string> visited(const RowRange& range, engine::Direction direction, size_t enough) {
    RowNotes notes(enough);
    EXPECT_TRUE(store_->items().visit(*table_, range, direction, {}, notes).value());
    return notes.rows;
  }

  engine::FaultPlan faults_;
  WatchedEngine* watched_ = nullptr;
  TableRef table_;
  RowRange whole_;
};

TEST_F(ItemReaderTest, GetsWhatIsThere) {
  std::string row;
  ASSERT_EQ(store_->items().get(*table_, key("17"), {}, row).value(), ReadOutcome::kFound);
  EXPECT_EQ(read_stored_item(row).item.encoded(), encode_item(item_of("17", 17)));
  EXPECT_EQ(store_->items().get(*table_, key("none"), {}, row).value(), ReadOutcome::kMissing);
}

TEST_F(ItemReaderTest, EngineErrorsBecomeApiErrorsButNotCachedDoesNot) {
  std::string row;
  faults_.fail_read_after = 0;
  EXPECT_EQ(store_->items().get(*table_, key("1"), {}, row).error().name(), "InternalServerError");
  faults_.code = engine::ErrorCode::kNotCached;
  EXPECT_EQ(store_->items().get(*table_, key("1"), {}, row).value(), ReadOutcome::kNotCached);
}

TEST_F(ItemReaderTest, MultiGetAnswersInTheOrderAsked) {
  const std::vector<ItemKey> asked = {key("5"), key("none"), key("3"), key("5")};
  std::vector<std::optional<std::string>> values(asked.size());
  ASSERT_TRUE(store_->items().multi_get(*table_, asked, {}, values).ok());
  EXPECT_EQ(number_of(read_stored_item(values[0].value()).item, "n"), 5);
  EXPECT_EQ(values[1], std::nullopt);
  EXPECT_EQ(number_of(read_stored_item(values[2].value()).item, "n"), 3);
  EXPECT_EQ(values[3], values[0]);
}

TEST_F(ItemReaderTest, PagesCoverTheTableInOrderBothWays) {
  auto forward = walk(whole_, engine::Direction::kForward, {.max_rows = 7});
  EXPECT_EQ(forward.size(), size_t{kItems});
  EXPECT_TRUE(std::is_sorted(forward.begin(), forward.end()));
  auto reverse = walk(whole_, engine::Direction::kReverse, {.max_rows = 7});
  std::reverse(reverse.begin(), reverse.end());
  EXPECT_EQ(reverse, forward);
}

TEST_F(ItemReaderTest, ShardedEngineGivesTheSameRows) {
  const auto rows = walk(whole_, engine::Direction::kForward, {.max_rows = 1000});
  watched_->claimed.shared_by_processes = true;
  for (const size_t max_rows : {1, 7, 1000}) {
    EXPECT_EQ(walk(whole_, engine::Direction::kForward, {.max_rows = max_rows}), rows);
    auto reverse = walk(whole_, engine::Direction::kReverse, {.max_rows = max_rows});
    std::reverse(reverse.begin(), reverse.end());
    EXPECT_EQ(reverse, rows);
  }
  const RowRange middle{rows[50], rows[150]};
  EXPECT_EQ(walk(middle, engine::Direction::kForward, {}), std::vector(rows.begin() + 50, rows.begin() + 150));
}

TEST_F(ItemReaderTest, VisitorsSeeTheRowsOfPages) {
  for (const bool shared : {false, true}) {
    watched_->claimed.shared_by_processes = shared;
    for (const engine::Direction direction : {engine::Direction::kForward, engine::Direction::kReverse}) {
      const auto rows = walk(whole_, direction, {});
      EXPECT_EQ(visited(whole_, direction, kItems), rows);
      EXPECT_EQ(visited(whole_, direction, 1), std::vector(rows.begin(), rows.begin() + 1));
      EXPECT_EQ(visited(whole_, direction, kItems / 2), std::vector(rows.begin(), rows.begin() + kItems / 2));
      const auto [first, last] = std::minmax(rows[50], rows[150]);
      EXPECT_EQ(visited({first, last}, direction, kItems), walk({first, last}, direction, {}));
    }
  }
}

TEST_F(ItemReaderTest, VisitsTellErrorsFromWhatIsNotCached) {
  RowNotes notes(kItems);
  const auto visit = [&] {
    faults_.fail_read_after = 0;
    return store_->items().visit(*table_, whole_, engine::Direction::kForward, {}, notes);
  };
  EXPECT_EQ(visit().error().name(), "InternalServerError");
  faults_.code = engine::ErrorCode::kNotCached;
  EXPECT_FALSE(visit().value());
}

TEST_F(ItemReaderTest, EmptyRangesHaveNoRows) {
  ItemPage page;
  ASSERT_TRUE(store_->items().read_page(*table_, whole_, engine::Direction::kForward, {}, {}, page).ok());
  const RowRange backwards{whole_.end, whole_.begin};
  ASSERT_TRUE(store_->items().read_page(*table_, backwards, engine::Direction::kForward, {}, {}, page).ok());
  EXPECT_EQ(page.size(), 0U);
  EXPECT_FALSE(page.more());
  EXPECT_THAT(visited(backwards, engine::Direction::kForward, kItems), testing::IsEmpty());
}

TEST_F(ItemReaderTest, SnapshotReadsStandStill) {
  const auto snapshot = engine_->snapshot();
  ASSERT_TRUE(submit(*store_, table_, AttributeValue::string("1"), erase()).get().ok());
  std::string row;
  EXPECT_EQ(store_->items().get(*table_, key("1"), {.snapshot = snapshot.get()}, row).value(), ReadOutcome::kFound);
  EXPECT_EQ(store_->items().get(*table_, key("1"), {}, row).value(), ReadOutcome::kMissing);
}

}  // namespace
}  // namespace basalt::store
