#include "basalt/store/transaction.h"

#include <atomic>
#include <future>
#include <thread>

#include "basalt/engine/faulty_engine.h"
#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using Kind = TransactionOutcome::Kind;
using Answer = ApiResult<TransactionOutcome>;

class TransactionTest : public StoreTest {
 protected:
  TransactionTest() {
    open_store({.writer_threads = 3, .shards_per_table = 8, .maintenance_interval = std::chrono::seconds{0}});
    table_ = create_table("t");
  }
  void restart() {
    open_store({.writer_threads = 3, .shards_per_table = 8, .maintenance_interval = std::chrono::seconds{0}});
    table_ = store_->catalog().find("", "t");
  }

  struct Action {
    std::string pk;
    std::unique_ptr<WritePlan> plan;
  };
  template <class... Actions>
  static std::vector<Action> actions(Actions... each) {
    std::vector<Action> all;
    (all.push_back(std::move(each)), ...);
    return all;
  }
  std::future<Answer> start(std::vector<Action> actions, std::optional<TransactionToken> token = std::nullopt) {
    Transaction transaction;
    for (Action& action : actions) {
      transaction.actions.push_back(
          {table_, table_->key_of(AttributeValue::string(action.pk), nullptr), std::move(action.plan)});
    }
    transaction.token = std::move(token);
    auto promise = std::make_shared<std::promise<Answer>>();
    transaction.done = [promise](Answer answer) { promise->set_value(std::move(answer)); };
    auto answer = promise->get_future();
    store_->submit(std::move(transaction));
    return answer;
  }
  Answer run(std::vector<Action> actions, std::optional<TransactionToken> token = std::nullopt) {
    return start(std::move(actions), std::move(token)).get();
  }
  int64_t number(const std::string& pk) {
    const auto item = read(*store_, table_, pk);
    if (!item) return -1;
    const std::string encoded = encode_item(*item);
    return number_of(ItemView(encoded), "n");
  }

  TableRef table_;
};

TEST_F(TransactionTest, HappensAsAWhole) {
  std::vector<Action> many;
  for (int i = 0; i < 100; ++i) many.push_back({std::to_string(i), put(item_of(std::to_string(i), i))});
  const auto outcome = run(std::move(many)).value();
  EXPECT_EQ(outcome.kind, Kind::kCommitted);
  ASSERT_EQ(outcome.actions.size(), 100U);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(number(std::to_string(i)), i);
  EXPECT_EQ(table_->counters().items, 100);
}

TEST_F(TransactionTest, OneRefusalAndNothingHappens) {
  ASSERT_TRUE(run(actions(Action{"a", put(item_of("a", 1))})).ok());
  const auto outcome =
      run(actions(Action{"b", put(item_of("b", 2))}, Action{"a", put_if_absent(item_of("a", 3))}, Action{"c", erase()}))
          .value();
  EXPECT_EQ(outcome.kind, Kind::kRefused);
  EXPECT_TRUE(outcome.actions[0].ok());
  EXPECT_EQ(outcome.actions[1].error().name(), "ConditionalCheckFailedException");
  EXPECT_TRUE(outcome.actions[2].ok());
  EXPECT_EQ(number("a"), 1);
  EXPECT_EQ(number("b"), -1);
  EXPECT_EQ(table_->counters().items, 1);
}

TEST_F(TransactionTest, AnswersWhatWasThereBefore) {
  ASSERT_TRUE(run(actions(Action{"a", put(item_of("a", 1))})).ok());
  const auto outcome = run(actions(Action{"a", put(item_of("a", 2))}, Action{"b", change_nothing()})).value();
  EXPECT_EQ(number_of(ItemView(*outcome.actions[0]->old_item), "n"), 1);
  EXPECT_EQ(outcome.actions[1]->old_item, std::nullopt);
  EXPECT_EQ(outcome.actions[1]->change.kind, Change::Kind::kNone);
}

TEST_F(TransactionTest, ATokenMakesItHappenOnce) {
  const TransactionToken token{"client/1", 42};
  const auto both = [&] { return actions(Action{"a", increment("a")}, Action{"b", increment("b")}); };
  EXPECT_EQ(run(both(), token)->kind, Kind::kCommitted);
  const auto repeated = run(both(), token).value();
  EXPECT_EQ(repeated.kind, Kind::kRepeated);
  EXPECT_EQ(number_of(ItemView(*repeated.actions[0]->old_item), "n"), 1);
  EXPECT_EQ(run(both(), TransactionToken{"client/1", 43}).error().name(), "IdempotentParameterMismatchException");
  EXPECT_EQ(run(both(), TransactionToken{"client/2", 42})->kind, Kind::kCommitted);
  EXPECT_EQ(number("a"), 2);
  EXPECT_EQ(number("b"), 2);
}

TEST_F(TransactionTest, ATokenIsRememberedForTenMinutesThroughARestart) {
  const TransactionToken token{"t", 1};
  EXPECT_EQ(run(actions(Action{"a", increment("a")}), token)->kind, Kind::kCommitted);
  restart();
  clock_.advance(std::chrono::seconds(599));
  ASSERT_TRUE(store_->maintain().ok());
  EXPECT_EQ(run(actions(Action{"a", increment("a")}), token)->kind, Kind::kRepeated);
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(run(actions(Action{"a", increment("a")}), token)->kind, Kind::kCommitted);
  EXPECT_EQ(number("a"), 2);
}

TEST_F(TransactionTest, OldTokensLeaveNothingBehind) {
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(run(actions(Action{"a", increment("a")}), TransactionToken{std::to_string(i), 1}).ok());
  }
  const auto token_rows = [&] {
    engine::RowPage page;
    EXPECT_TRUE(
        engine_->scan({.space = engine::KeySpace::kMeta, .begin = "token/", .end = "token0", .max_rows = 100}, {}, page)
            .ok());
    return page.size();
  };
  EXPECT_EQ(token_rows(), 20U);
  clock_.advance(std::chrono::minutes(30));
  ASSERT_TRUE(store_->maintain().ok());
  EXPECT_EQ(token_rows(), 0U);
}

TEST_F(TransactionTest, ARefusedTransactionLeavesItsTokenUnused) {
  const TransactionToken token{"t", 1};
  ASSERT_TRUE(run(actions(Action{"a", put(item_of("a", 1))})).ok());
  EXPECT_EQ(run(actions(Action{"a", put_if_absent(item_of("a", 2))}), token)->kind, Kind::kRefused);
  ASSERT_TRUE(run(actions(Action{"a", erase()})).ok());
  EXPECT_EQ(run(actions(Action{"a", put_if_absent(item_of("a", 2))}), token)->kind, Kind::kCommitted);
}

TEST_F(TransactionTest, WhileItIsUnderWayItsTokenIsTaken) {
  Gate gate;
  auto waiting = start(actions(Action{"a", gate.plan()}), TransactionToken{"t", 1});
  gate.wait_until_entered();
  EXPECT_EQ(run(actions(Action{"b", change_nothing()}), TransactionToken{"t", 1}).error().name(),
            "TransactionInProgressException");
  EXPECT_EQ(run(actions(Action{"b", change_nothing()}), TransactionToken{"t", 2}).error().name(),
            "IdempotentParameterMismatchException");
  gate.open();
  EXPECT_TRUE(waiting.get().ok());
}

TEST_F(TransactionTest, ATableThatIsGoneRefuses) {
  ASSERT_TRUE(store_->catalog().remove(*table_).ok());
  const auto outcome = run(actions(Action{"a", increment("a")}, Action{"b", increment("b")})).value();
  EXPECT_EQ(outcome.kind, Kind::kRefused);
  EXPECT_EQ(outcome.actions[0].error().name(), "ResourceNotFoundException");
}

TEST_F(TransactionTest, AfterTheStoreWasDrainedItIsRefused) {
  store_->drain();
  EXPECT_EQ(run(actions(Action{"a", increment("a")}, Action{"b", increment("b")})).error().name(),
            "ServiceUnavailableException");
  std::vector<Action> many;
  for (int i = 0; i < 50; ++i) many.push_back({std::to_string(i), increment(std::to_string(i))});
  EXPECT_EQ(run(std::move(many), TransactionToken{"t", 1}).error().name(), "ServiceUnavailableException");
}

// A plan that takes from an account what it has, or gives to it.
class Transfer final : public WritePlan {
 public:
  Transfer(std::string pk, int64_t amount) : pk_(std::move(pk)), amount_(amount) {}
  ApiResult<Change> plan(const ItemView* old) const override {
    const int64_t after = number_of(*old, "n") + amount_;
    if (after < 0) return Failure{ApiError::conditional_check_failed()};
    const Item item = item_of(pk_, after);
    return Change{.kind = Change::Kind::kPut, .item = encode_item(item), .item_size = 10};
  }

 private:
  std::string pk_;
  int64_t amount_;
};

TEST_F(TransactionTest, MoneyIsNeitherMadeNorLostByThreadsThatTransferAtOnce) {
  constexpr int kAccounts = 20;
  constexpr int64_t kEach = 100;
  for (int i = 0; i < kAccounts; ++i) {
    ASSERT_TRUE(run(actions(Action{std::to_string(i), put(item_of(std::to_string(i), kEach))})).ok());
  }
  std::atomic<int> committed{0};
  const auto client = [&](unsigned seed) {
    for (int i = 0; i < 300; ++i) {
      seed = seed * 1664525 + 1013904223;
      const unsigned from = seed >> 16;
      const std::string giver = std::to_string(from % kAccounts);
      const std::string taker = std::to_string((from + 1 + (seed >> 8) % (kAccounts - 1)) % kAccounts);
      const int64_t amount = 1 + seed % 60;
      std::vector<Action> both;
      both.push_back({giver, std::make_unique<Transfer>(giver, -amount)});
      both.push_back({taker, std::make_unique<Transfer>(taker, amount)});
      committed += run(std::move(both)).value().kind == Kind::kCommitted;
      if (i % 10 == 0) {
        ASSERT_TRUE(submit(*store_, table_, AttributeValue::string(giver), change_nothing()).get().ok());
      }
    }
  };
  std::vector<std::thread> clients;
  for (unsigned seed = 1; seed <= 8; ++seed) clients.emplace_back(client, seed);
  for (std::thread& thread : clients) thread.join();
  int64_t total = 0;
  for (int i = 0; i < kAccounts; ++i) {
    const int64_t left = number(std::to_string(i));
    EXPECT_GE(left, 0);
    total += left;
  }
  EXPECT_EQ(total, kAccounts * kEach);
  EXPECT_GT(committed, 100);
}

}  // namespace
}  // namespace basalt::store
