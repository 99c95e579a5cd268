// Writes while there is little or no disk space.
#include "basalt/store/space_gate.h"

#include "basalt/value/attribute_value.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using Space = SpaceGate::Space;

class SpaceGateTest : public StoreTest {
 protected:
  void SetUp() override {
    open_store({.maintenance_interval = std::chrono::seconds{0}, .space = &space_, .refusals = &refusals_});
    table_ = create_table("t");
    for (const char* key : {"a", "b"}) ASSERT_EQ(written(key, put(item_of(key, 1))), "");
  }
  void TearDown() override { store_.reset(); }

  // The error's name; "" when it is done.
  std::string written(const std::string& key, std::unique_ptr<WritePlan> plan) {
    const auto outcome = submit(*store_, table_, AttributeValue::string(key), std::move(plan)).get();
    return outcome.ok() ? std::string() : std::string(outcome.error().name());
  }

  SpaceGate space_;
  Refusals refusals_;
  TableRef table_;
};

constexpr std::string_view kRefused = "ServiceUnavailableException";

TEST_F(SpaceGateTest, WithLittleSpacePutsAreRefusedAndDeletesAreNot) {
  space_.set(Space::kLow);
  EXPECT_EQ(written("c", put(item_of("c", 1))), kRefused);
  EXPECT_EQ(written("a", increment("a")), kRefused);
  EXPECT_EQ(written("a", put_if_absent(item_of("a", 2))), "ConditionalCheckFailedException");
  EXPECT_EQ(written("a", change_nothing()), "");
  EXPECT_EQ(written("b", erase()), "");
  EXPECT_EQ(read(*store_, table_, "a"), item_of("a", 1));
  EXPECT_EQ(read(*store_, table_, "b"), std::nullopt);
  EXPECT_EQ(refusals_.counted(RefusalReason::kDiskSpace), 2U);
}

TEST_F(SpaceGateTest, WithHardlyAnySpaceDeletesAreRefusedToo) {
  space_.set(Space::kNone);
  EXPECT_EQ(written("b", erase()), kRefused);
  EXPECT_EQ(written("not there", erase()), "") << "it writes nothing";
  EXPECT_NE(read(*store_, table_, "b"), std::nullopt);
}

TEST_F(SpaceGateTest, ItIsOverAtOnce) {
  space_.set(Space::kNone);
  EXPECT_EQ(written("a", increment("a")), kRefused);
  space_.set(Space::kEnough);
  EXPECT_EQ(written("a", increment("a")), "");
  EXPECT_EQ(read(*store_, table_, "a"), item_of("a", 2));
}

TEST_F(SpaceGateTest, ATransactionIsRefusedAsAWhole) {
  space_.set(Space::kLow);
  Transaction transaction;
  for (const char* key : {"a", "c"}) {
    TransactionAction& action = transaction.actions.emplace_back();
    action.table = table_;
    action.key = table_->key_of(AttributeValue::string(key), nullptr);
    action.plan = key[0] == 'a' ? erase() : put(item_of(key, 1));
  }
  std::promise<std::string> answered;
  transaction.done = [&](ApiResult<TransactionOutcome> outcome) {
    answered.set_value(outcome.ok() ? std::string() : std::string(outcome.error().name()));
  };
  store_->submit(std::move(transaction));
  EXPECT_EQ(answered.get_future().get(), kRefused);
  EXPECT_NE(read(*store_, table_, "a"), std::nullopt);
}

}  // namespace
}  // namespace basalt::store
