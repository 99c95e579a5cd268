#include "basalt/store/store_image.h"

#include <algorithm>

#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

class StoreImageTest : public StoreTest {
 protected:
  StoreImageTest() { open_store(); }
  std::unique_ptr<const StoreImage> image() { return store_->image(UINT64_MAX).value(); }
  void restore(const StoreImage& image) { ASSERT_TRUE(store_->restore(image).ok()); }
  TableRef find(const std::string& name) { return store_->catalog().find({}, name); }
  TableRef create(const std::string& name) { return create_table(name); }
  int64_t n_of(const std::string& table, const std::string& pk) {
    const auto item = read(*store_, find(table), pk);
    if (!item) return -1;
    const std::string encoded = encode_item(*item);
    return number_of(ItemView(encoded), "n");
  }
  void write(const TableRef& table, const std::string& pk, int64_t n) {
    ASSERT_TRUE(submit(*store_, table, AttributeValue::string(pk), put(item_of(pk, n))).get().ok());
  }
};

TEST_F(StoreImageTest, BringsBackWhatThereWasAndNothingElse) {
  const TableRef kept = create("kept");
  const TableRef dropped = create("dropped");
  write(kept, "same", 1);
  write(kept, "changed", 1);
  write(kept, "erased", 1);
  write(dropped, "a", 1);
  const auto before = image();
  write(kept, "changed", 2);
  write(kept, "added", 2);
  ASSERT_TRUE(submit(*store_, kept, AttributeValue::string("erased"), erase()).get().ok());
  ASSERT_TRUE(store_->catalog().remove(*dropped).ok());
  create("new");
  restore(*before);
  EXPECT_EQ(find("new"), nullptr);
  EXPECT_EQ(n_of("kept", "same"), 1);
  EXPECT_EQ(n_of("kept", "changed"), 1);
  EXPECT_EQ(n_of("kept", "erased"), 1);
  EXPECT_EQ(n_of("kept", "added"), -1);
  EXPECT_EQ(n_of("dropped", "a"), 1);
  EXPECT_EQ(find("kept")->counters().items, 3);
  EXPECT_EQ(find("dropped")->counters().items, 1);
  // It goes on from there, also for those who had found the table before.
  write(find("kept"), "added", 3);
  write(kept, "again", 3);
  EXPECT_EQ(n_of("kept", "again"), 3);
  EXPECT_EQ(find("kept")->counters().items, 5);
}

TEST_F(StoreImageTest, AnEmptyImageEmptiesTheStore) {
  for (int t = 0; t < 5; ++t) {
    const TableRef table = create("table" + std::to_string(t));
    for (int i = 0; i < (t == 0 ? 2000 : 3); ++i) write(table, "k" + std::to_string(i), i);
  }
  const TableRef old = find("table0");
  restore(StoreImage());
  EXPECT_TRUE(store_->catalog().list({}, {}, 10).names.empty());
  EXPECT_FALSE(submit(*store_, old, AttributeValue::string("k"), put(item_of("k", 1))).get().ok());
  const TableRef again = create("table0");
  EXPECT_NE(again->definition().space.value, old->definition().space.value);
  EXPECT_EQ(n_of("table0", "k1"), -1);
  for (const auto space : {engine::KeySpace::kItems, engine::KeySpace::kIndexes, engine::KeySpace::kLog}) {
    engine::RowPage page;
    ASSERT_TRUE(store_->engine().scan({.space = space}, {}, page).ok());
    EXPECT_TRUE(page.empty());
  }
}

TEST_F(StoreImageTest, TimeAndIdsGoOnAfterARestoreAndARestart) {
  const auto empty = image();
  const TableRef first = create("t");
  write(first, "k", 1);
  const uint64_t before = store_->hybrid_now();
  restore(*empty);
  EXPECT_GT(store_->hybrid_now(), before);
  const TableRef second = create("t");
  EXPECT_GT(second->definition().space.value, first->definition().space.value);
  restore(*empty);
  clock_.advance(std::chrono::hours(-1));
  open_store();
  EXPECT_GT(store_->hybrid_now(), before);
  EXPECT_GT(create("t")->definition().space.value, second->definition().space.value);
}

TEST_F(StoreImageTest, TooMuchIsNoImage) {
  create("t");
  EXPECT_EQ(store_->image(10).value(), nullptr);
}

}  // namespace
}  // namespace basalt::store
