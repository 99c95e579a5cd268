#include "basalt/engine/faulty_engine.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>

#include "basalt/engine/rocksdb_engine.h"

namespace basalt::engine {
namespace {

class FaultyEngine : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open_rocksdb({.in_memory = true});
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    engine_ = make_faulty(std::move(opened).value(), plan_);
  }

  EngineResult<void> put(std::string_view key) {
    Batch batch(ShardId{1});
    batch.put(KeySpace::kItems, key, "v");
    return engine_->commit({&batch, 1});
  }
  EngineResult<bool> get(std::string_view key) {
    std::string value;
    return engine_->get({ShardId{1}, KeySpace::kItems, key}, {}, value);
  }

  FaultPlan plan_;
  std::unique_ptr<StorageEngine> engine_;
};

TEST_F(FaultyEngine, fails_commits_after_so_many_and_applies_nothing_of_them) {
  plan_.fail_commit_after = 2;
  plan_.code = ErrorCode::kNoSpace;
  EXPECT_TRUE(put("a").ok());
  EXPECT_TRUE(put("b").ok());
  const auto failed = put("c");
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::kNoSpace);
  EXPECT_FALSE(put("d").ok());
  plan_.fail_commit_after = -1;
  EXPECT_TRUE(put("e").ok());
  EXPECT_TRUE(*get("b"));
  EXPECT_FALSE(*get("c"));
  EXPECT_TRUE(*get("e"));
}

TEST_F(FaultyEngine, counts_every_kind_of_read) {
  plan_.fail_read_after = 4;
  plan_.code = ErrorCode::kUnknownOutcome;
  RowPage page;
  struct Nobody final : RowVisitor {
    bool row(std::string_view, std::string_view) override { return false; }
  } nobody;
  const std::array<RowRef, 1> rows = {{{ShardId{1}, KeySpace::kItems, "a"}}};
  std::array<std::optional<std::string>, 1> values;
  EXPECT_TRUE(get("a").ok());
  EXPECT_TRUE(engine_->multi_get(rows, {}, values).ok());
  EXPECT_TRUE(engine_->scan({}, {}, page).ok());
  EXPECT_TRUE(engine_->visit({}, {}, nobody).ok());
  EXPECT_EQ(get("a").error().code, ErrorCode::kUnknownOutcome);
  EXPECT_EQ(engine_->multi_get(rows, {}, values).error().code, ErrorCode::kUnknownOutcome);
  EXPECT_EQ(engine_->scan({}, {}, page).error().code, ErrorCode::kUnknownOutcome);
  EXPECT_EQ(engine_->visit({}, {}, nobody).error().code, ErrorCode::kUnknownOutcome);
  EXPECT_TRUE(put("a").ok());
}

TEST_F(FaultyEngine, delays_commits) {
  plan_.commit_delay_us = 20'000;
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(put("a").ok());
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds{20});
}

}  // namespace
}  // namespace basalt::engine
