// Many short histories of concurrent clients, single-item operations and transactions mixed, recorded on a real store
// and checked (history.h). BASALT_HISTORIES and BASALT_HISTORY_SEED choose how many, and which; unless they are
// chosen, no more than half a minute allows.
#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <numeric>
#include <random>
#include <sstream>
#include <thread>

#include "gtest/gtest.h"
#include "model/history.h"
#include "model/history_client.h"

namespace basalt::testing {
namespace {

constexpr size_t kClients = 4;
constexpr size_t kOperationsEach = 5;
constexpr size_t kItems = 3;

// What one client asks for: random, but its conditions are guesses from what it has seen.
class OperationSource {
 public:
  OperationSource(size_t client, uint64_t seed) : client_(client), random_(seed) {}

  Operation next() {
    Operation operation{.client = client_};
    const uint64_t kind = below(10);
    const size_t size = kind < 5 ? 1 : 2 + below(kItems - 1);
    const bool is_read = kind < 2 || kind == 5 || kind == 6;
    std::array<size_t, kItems> items;
    std::iota(items.begin(), items.end(), size_t{0});
    std::shuffle(items.begin(), items.end(), random_);
    for (size_t i = 0; i < size; ++i)
      operation.steps.push_back(is_read ? Step{.item = items[i]} : write(items[i], size));
    return operation;
  }

  void learn(const Operation& operation) {
    for (const Step& step : operation.steps) {
      if (step.kind == Step::Kind::kRead || step.is_answered) seen_[step.item] = step.value;
      if (step.kind == Step::Kind::kPut && !operation.refused) seen_[step.item] = step.value;
      if (step.kind == Step::Kind::kErase && !operation.refused) seen_[step.item] = 0;
    }
  }

 private:
  uint64_t below(uint64_t bound) { return std::uniform_int_distribution<uint64_t>(0, bound - 1)(random_); }

  Step write(size_t item, size_t size) {
    constexpr std::array kKinds{Step::Kind::kPut, Step::Kind::kPut, Step::Kind::kAdd, Step::Kind::kErase,
                                Step::Kind::kCheck};
    Step step{.kind = kKinds[below(size == 1 ? 4 : 5)], .item = item};
    if (step.kind == Step::Kind::kCheck || below(3) == 0) step.expected = seen_[item];
    if (step.kind == Step::Kind::kPut) step.value = static_cast<int64_t>((client_ + 1) * 1000 + 10 * ++serial_);
    return step;
  }

  size_t client_;
  std::mt19937_64 random_;
  int64_t serial_ = 0;
  std::array<int64_t, kItems> seen_{};
};

// All clients begin together. number tells the history's items from others'.
History record(HistoryStore& store, Fault fault, uint64_t seed, size_t number) {
  std::array<History, kClients> parts;
  std::atomic<uint64_t> clock{0};
  std::barrier begin(kClients);
  std::vector<std::thread> threads;
  for (size_t client = 0; client < kClients; ++client) {
    threads.emplace_back([&, client] {
      HistoryClient api(store, fault, std::to_string(number) + "-");
      OperationSource source(client, seed + number * kClients + client);
      begin.arrive_and_wait();
      for (size_t i = 0; i < kOperationsEach; ++i) {
        Operation operation = source.next();
        operation.began = clock.fetch_add(1);
        api.run(operation);
        operation.ended = clock.fetch_add(1);
        source.learn(operation);
        parts[client].push_back(std::move(operation));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  History history;
  for (const History& part : parts) history.insert(history.end(), part.begin(), part.end());
  return history;
}

std::string printed(const History& history) {
  std::ostringstream out;
  for (const Operation& operation : history) out << operation << "\n";
  return out.str();
}

uint64_t from_environment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Tally {
  size_t together = 0;  // transactions that overlapped another operation
  size_t refused = 0;
};

void count(const History& history, Tally& tally) {
  for (const Operation& operation : history) {
    if (operation.refused) ++tally.refused;
    if (operation.steps.size() < 2) continue;
    const bool overlaps = std::any_of(history.begin(), history.end(), [&](const Operation& other) {
      return &other != &operation && other.began < operation.ended && operation.began < other.ended;
    });
    if (overlaps) ++tally.together;
  }
}

TEST(HistoryTest, TransactionsAreStrictlySerializable) {
  const uint64_t seed = from_environment("BASALT_HISTORY_SEED", std::random_device()());
  const uint64_t histories = from_environment("BASALT_HISTORIES", 2000);
  std::cout << "seed " << seed << "\n";
  HistoryStore store;
  Tally tally;
  const auto patience = std::chrono::seconds(std::getenv("BASALT_HISTORIES") == nullptr ? 30 : 24 * 3600);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  size_t number = 0;
  for (; number < histories && std::chrono::steady_clock::now() < deadline; ++number) {
    const History history = record(store, Fault::kNone, seed, number);
    const auto violation = find_violation(history);
    ASSERT_FALSE(violation) << "seed " << seed << ", history " << number << ": " << *violation << "\n"
                            << printed(history);
    count(history, tally);
  }
  EXPECT_GT(tally.together, number) << "too little happened at once: the test proved nothing";
  EXPECT_GT(tally.refused, number / 4);
  std::cout << number << " histories: " << tally.together << " transactions overlapped other operations, "
            << tally.refused << " were refused\n";
}

// How many histories it takes until a broken store is found out; 0: more than there should.
size_t histories_until_found(Fault fault) {
  constexpr size_t kEnough = 2000;
  HistoryStore store;
  for (size_t number = 0; number < kEnough; ++number) {
    if (find_violation(record(store, fault, 1, number))) return number + 1;
  }
  return 0;
}

TEST(HistoryTest, WritesThatAreNotTogetherAreFoundOut) { EXPECT_GT(histories_until_found(Fault::kWritesApart), 0U); }

TEST(HistoryTest, ReadsThatAreNotTogetherAreFoundOut) { EXPECT_GT(histories_until_found(Fault::kReadsApart), 0U); }

// Hand-made histories: began and ended are given, in the order of the arguments.
Operation operation(uint64_t began, uint64_t ended, std::vector<Step> steps) {
  return {.began = began, .ended = ended, .steps = std::move(steps)};
}
Step read(size_t item, int64_t value) { return {.kind = Step::Kind::kRead, .item = item, .value = value}; }
Step put(size_t item, int64_t value) { return {.kind = Step::Kind::kPut, .item = item, .value = value}; }
Step added(size_t item, int64_t value) {
  return {.kind = Step::Kind::kAdd, .item = item, .value = value, .is_answered = true};
}
Step check(size_t item, int64_t expected) { return {.kind = Step::Kind::kCheck, .item = item, .expected = expected}; }

constexpr const char* kNotLinearizable = "item 0 is not linearizable";
constexpr const char* kNotSerializable = "the transactions are not strictly serializable";

TEST(HistoryCheckTest, OverlappingOperationsMayComeInEitherOrder) {
  for (const int64_t seen : {0, 7}) {
    EXPECT_FALSE(find_violation({operation(1, 4, {put(0, 7)}), operation(2, 3, {read(0, seen)})}));
  }
}

TEST(HistoryCheckTest, AStaleRead) {
  EXPECT_EQ(find_violation({operation(1, 2, {put(0, 7)}), operation(3, 4, {read(0, 0)})}), kNotLinearizable);
}

TEST(HistoryCheckTest, AReadThatGoesBack) {
  EXPECT_EQ(
      find_violation({operation(1, 6, {put(0, 7)}), operation(2, 3, {read(0, 7)}), operation(4, 5, {read(0, 0)})}),
      kNotLinearizable);
}

TEST(HistoryCheckTest, ALostUpdate) {
  EXPECT_EQ(find_violation({operation(1, 3, {added(0, 1)}), operation(2, 4, {added(0, 1)})}), kNotLinearizable);
  EXPECT_FALSE(find_violation({operation(1, 3, {added(0, 1)}), operation(2, 4, {added(0, 2)})}));
}

TEST(HistoryCheckTest, ATornRead) {
  const Operation transaction = operation(1, 4, {put(0, 7), put(1, 8)});
  EXPECT_EQ(find_violation({transaction, operation(2, 3, {read(0, 7), read(1, 0)})}), kNotSerializable);
  EXPECT_FALSE(find_violation({transaction, operation(2, 3, {read(0, 7), read(1, 8)})}));
}

TEST(HistoryCheckTest, WriteSkew) {
  EXPECT_EQ(find_violation({operation(1, 3, {check(0, 0), put(1, 7)}), operation(2, 4, {check(1, 0), put(0, 8)})}),
            kNotSerializable);
}

TEST(HistoryCheckTest, ARefusalWithoutAReason) {
  Operation refused = operation(1, 2, {check(0, 0), put(1, 7)});
  refused.refused = true;
  refused.steps[0].failed = true;
  EXPECT_EQ(find_violation({refused}), kNotLinearizable);
  EXPECT_FALSE(find_violation({operation(0, 3, {put(0, 5)}), refused}));
}

// Two items that two readers see change in different orders: each item alone is well.
TEST(HistoryCheckTest, OrdersThatContradictEachOther) {
  const Operation first = operation(1, 10, {put(0, 1)});
  const Operation second = operation(2, 11, {put(1, 1)});
  EXPECT_EQ(find_violation(
                {first, second, operation(3, 8, {read(0, 1), read(1, 0)}), operation(4, 9, {read(0, 0), read(1, 1)})}),
            kNotSerializable);
}

}  // namespace
}  // namespace basalt::testing
