// Random batches and reads against std::map. BASALT_TEST_SEED repeats a run.
#include <array>
#include <random>

#include "engine_contract/contract_fixture.h"
#include "random_seed.h"

namespace basalt::engine {
namespace {

using Model = std::array<std::map<std::string, std::string>, kKeySpaces>;

class RandomOperations : public EngineContract {
 protected:
  void SetUp() override {
    EngineContract::SetUp();
    random_.seed(random_seed());
  }

  size_t pick(size_t below) { return std::uniform_int_distribution<size_t>(0, below - 1)(random_); }
  KeySpace pick_space() { return static_cast<KeySpace>(pick(kKeySpaces)); }

  // Short keys over awkward bytes collide often; some carry a prefix as long as those that filters know.
  std::string pick_key() {
    static constexpr std::array<char, 5> kBytes = {'\0', '\1', 'a', '\xFE', '\xFF'};
    std::string key = pick(2) == 0 ? std::string(15, 'p') : std::string();
    for (size_t i = pick(4); i < 4; ++i) key.push_back(kBytes[pick(kBytes.size())]);
    return key;
  }

  void apply_random_commit(Model& model) {
    Batch batch(kShard);
    for (size_t i = 0; i <= pick(8); ++i) {
      const KeySpace space = pick_space();
      auto& rows = model[static_cast<size_t>(space)];
      const std::string key = pick_key();
      const size_t kind = pick(10);
      if (kind < 6) {
        const std::string value(pick(300), static_cast<char>('a' + pick(26)));
        batch.put(space, key, value);
        rows[key] = value;
      } else if (kind < 9) {
        batch.erase(space, key);
        rows.erase(key);
      } else {
        const std::string end = pick_key() + "b";
        batch.erase_range(space, key, end);
        if (key < end) rows.erase(rows.lower_bound(key), rows.lower_bound(end));
      }
    }
    ASSERT_DONE(engine().commit({&batch, 1}));
  }

  static Rows expected_rows(const Model& model, KeySpace space, const std::string& begin, const std::string& end,
                            Direction direction) {
    Rows rows;
    for (const auto& [key, value] : model[static_cast<size_t>(space)]) {
      if (key >= begin && (end.empty() || key < end)) rows.emplace_back(key, value);
    }
    if (direction == Direction::kReverse) rows = Rows(rows.rbegin(), rows.rend());
    return rows;
  }

  void compare(const Model& model, const Snapshot* snapshot) {
    const KeySpace space = pick_space();
    const std::string key = pick_key();
    const auto& rows = model[static_cast<size_t>(space)];
    const auto row = rows.find(key);
    ASSERT_EQ(get(space, key, snapshot), row == rows.end() ? std::nullopt : std::optional(row->second));
    const std::string begin = pick(4) == 0 ? "" : pick_key();
    const std::string end = pick(4) == 0 ? "" : pick_key();
    const Direction direction = pick(2) == 0 ? Direction::kForward : Direction::kReverse;
    ASSERT_EQ(scan(space, begin, end, direction, 1 + pick(20), snapshot),
              expected_rows(model, space, begin, end, direction));
  }

  std::mt19937_64 random_;
};
BASALT_EVERY_ENGINE(RandomOperations);

TEST_P(RandomOperations, agree_with_a_map) {
  Model model;
  for (int step = 0; step < 1500; ++step) {
    ASSERT_NO_FATAL_FAILURE(apply_random_commit(model)) << "step " << step;
    ASSERT_NO_FATAL_FAILURE(compare(model, nullptr)) << "step " << step;
    if (step % 400 == 399 && !GetParam().in_memory) {
      ASSERT_NO_FATAL_FAILURE(reopen());
    }
  }
}

TEST_P(RandomOperations, snapshots_agree_with_copies_of_the_map) {
  Model model;
  for (int round = 0; round < 20; ++round) {
    const Model copy = model;
    const auto snapshot = engine().snapshot();
    for (int step = 0; step < 20; ++step) ASSERT_NO_FATAL_FAILURE(apply_random_commit(model));
    for (int step = 0; step < 20; ++step) {
      ASSERT_NO_FATAL_FAILURE(compare(copy, snapshot.get())) << "round " << round;
      ASSERT_NO_FATAL_FAILURE(compare(model, nullptr)) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace basalt::engine
