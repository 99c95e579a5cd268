// Reads that are repeated, with commits in between now and then, against std::map: what an engine remembers must not
// show. BASALT_TEST_SEED repeats a run.
#include <array>
#include <random>

#include "engine_contract/contract_fixture.h"
#include "random_seed.h"

namespace basalt::engine {
namespace {

using Model = std::map<std::string, std::string>;

// Takes rows until it has enough.
struct Taking final : RowVisitor {
  explicit Taking(size_t most) : enough(most) {}
  bool row(std::string_view key, std::string_view value) override {
    rows.emplace_back(key, value);
    return rows.size() < enough;
  }
  Rows rows;
  size_t enough;
};

class RepeatedReads : public EngineContract {
 protected:
  void SetUp() override {
    EngineContract::SetUp();
    random_.seed(random_seed());
  }

  size_t pick(size_t below) { return std::uniform_int_distribution<size_t>(0, below - 1)(random_); }
  KeySpace pick_space() { return pick(2) == 0 ? KeySpace::kItems : KeySpace::kIndexes; }
  Model& model(KeySpace space) { return models_[static_cast<size_t>(space)]; }

  // As the store's: eight bytes of a table, eight of a hash, and more. Few, so that they meet; some in one table, some
  // in the next, some at both ends of the hashes.
  std::string pick_key() {
    static constexpr std::array<char, 5> kBytes = {'\0', '\1', '\x7F', '\x80', '\xFF'};
    std::string key(7, '\0');
    key.push_back(pick(12) == 0 ? '\6' : '\5');
    key.push_back(kBytes[pick(kBytes.size())]);
    key.append(6, '\x33');
    key.push_back(static_cast<char>(pick(2)));
    for (size_t i = pick(3); i < 2; ++i) key.push_back(static_cast<char>('a' + pick(3)));
    return key;
  }
  // Where ranges begin and end: at a table, a hash or a row, seldom at the begin or end of everything.
  std::string pick_bound() {
    static constexpr std::array<size_t, 5> kSizes = {8, 8, 16, 100, 100};
    return pick(20) == 0 ? std::string() : pick_key().substr(0, kSizes[pick(kSizes.size())]);
  }

  void commit_something() {
    Batch batch(kShard);
    for (size_t i = 0; i <= pick(4); ++i) {
      const KeySpace space = pick_space();
      const std::string key = pick_key();
      const size_t kind = pick(40);
      if (kind < 24) {
        const std::string value(pick(40), static_cast<char>('a' + pick(26)));
        batch.put(space, key, value);
        model(space)[key] = value;
      } else if (kind < 39) {
        batch.erase(space, key);
        model(space).erase(key);
      } else {
        const std::string end = pick_key();
        batch.erase_range(space, key, end);
        if (key < end) model(space).erase(model(space).lower_bound(key), model(space).lower_bound(end));
      }
    }
    ASSERT_DONE(engine().commit({&batch, 1}));
  }

  std::optional<std::string> expected(KeySpace space, const std::string& key) {
    const auto row = model(space).find(key);
    return row == model(space).end() ? std::nullopt : std::optional(row->second);
  }

  Rows expected(const KeyRange& range, size_t enough) {
    Rows rows;
    for (const auto& row : model(range.space)) {
      if (row.first >= range.begin && (range.end.empty() || row.first < range.end)) rows.push_back(row);
    }
    if (range.direction == Direction::kReverse) rows = Rows(rows.rbegin(), rows.rend());
    rows.resize(std::min(rows.size(), enough));
    return rows;
  }

  // Single rows, rows together, and ranges. Few of each, so that they are asked for again and again.
  struct Questions {
    struct Range {
      KeyRange range;
      std::string begin;
      std::string end;
      size_t enough;
    };
    std::vector<std::pair<KeySpace, std::string>> rows;
    std::vector<Range> ranges;
  };

  // Ranges that differ in one thing only must not be taken for one another.
  Questions pick_questions() {
    Questions questions;
    for (int i = 0; i < 8; ++i) questions.rows.emplace_back(pick_space(), pick_key());
    for (int i = 0; i < 3; ++i) {
      std::string begin = pick_bound();
      std::string end = pick_bound();
      if (!end.empty() && end < begin && pick(8) != 0) std::swap(begin, end);
      for (int j = 0; j < 4; ++j) {
        const size_t enough = pick(3) == 0 ? 1000 : 1 + pick(6);
        const KeyRange range{.shard = kShard,
                             .space = pick_space(),
                             .direction = pick(2) == 0 ? Direction::kForward : Direction::kReverse,
                             .appetite = pick(8) == 0 ? 0 : enough};
        questions.ranges.push_back({range, begin, end, enough});
      }
    }
    return questions;
  }

  void ask_for_a_row(const Questions& questions) {
    const auto& [space, key] = questions.rows[pick(questions.rows.size())];
    ASSERT_EQ(get(space, key), expected(space, key));
  }

  void ask_for_rows(const Questions& questions) {
    std::vector<RowRef> rows;
    for (size_t i = pick(6); i < 6; ++i) {
      const auto& [space, key] = questions.rows[pick(questions.rows.size())];
      rows.push_back({kShard, space, key});
    }
    std::vector<std::optional<std::string>> values(rows.size());
    ASSERT_DONE(engine().multi_get(rows, {}, values));
    for (size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(values[i], expected(rows[i].space, std::string(rows[i].key)));
  }

  void ask_for_a_range(const Questions& questions) {
    const Questions::Range& asked = questions.ranges[pick(questions.ranges.size())];
    KeyRange range = asked.range;
    range.begin = asked.begin;
    range.end = asked.end;
    Taking taking(asked.enough);
    const auto whole = engine().visit(range, {}, taking);
    ASSERT_DONE(whole);
    ASSERT_EQ(taking.rows, expected(range, asked.enough));
    ASSERT_EQ(*whole, taking.rows.size() < asked.enough);
  }

  void ask(const Questions& questions) {
    const size_t kind = pick(6);
    if (kind == 0) return ask_for_a_row(questions);
    return kind == 1 ? ask_for_rows(questions) : ask_for_a_range(questions);
  }

  std::mt19937_64 random_;
  std::array<Model, kKeySpaces> models_;
};
BASALT_EVERY_ENGINE(RepeatedReads);

TEST_P(RepeatedReads, agree_with_a_map) {
  Questions questions;
  for (int step = 0; step < 15'000; ++step) {
    if (step % 300 == 0) questions = pick_questions();
    if (pick(20) == 0) {
      ASSERT_NO_FATAL_FAILURE(commit_something()) << "step " << step;
    }
    ASSERT_NO_FATAL_FAILURE(ask(questions)) << "step " << step;
  }
  if (GetParam().cached) {
    EXPECT_GT(engine().figures().read_cache_hits, 3000U);
  }
}

}  // namespace
}  // namespace basalt::engine
