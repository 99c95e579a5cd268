// What a commit promises when the file system fails or power goes: acknowledged means there after reopening, a
// commit is whole or absent, and after one failed write nothing is acknowledged any more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <chrono>
#include <set>
#include <thread>

#include "basalt/base/log.h"
#include "basalt/engine/rocksdb_engine.h"
#include "temporary_directory.h"
#include "unit/engine/failing_file_system.h"

namespace basalt::engine {
namespace {

using testing::HasSubstr;

constexpr ShardId kShard{1};
constexpr int kCommits = 8;

class FailingCommits : public testing::Test {
 protected:
  void SetUp() override { log::set_level(log::Level::kOff); }
  void TearDown() override {
    engine_.reset();
    log::set_level(log::Level::kInfo);
  }

  // A new directory and file system for each round.
  void start(FailingFileSystem::Fault fault) {
    engine_.reset();
    directory_ = temporary_.path("round" + std::to_string(++rounds_));
    system_ = std::make_shared<FailingFileSystem>();
    system_->set_fault(std::move(fault));
    env_ = rocksdb::NewCompositeEnv(system_);
  }

  bool open(Durability durability) {
    auto opened = open_rocksdb({.directory = directory_,
                                .durability = durability,
                                .sync_interval = std::chrono::milliseconds{1},
                                .seal_after = std::chrono::milliseconds{0},
                                .env = env_.get()});
    if (!opened.ok()) return false;
    engine_ = std::move(opened).value();
    return true;
  }

  // Commit number i writes one row into each of two spaces.
  EngineResult<void> commit(int i) {
    Batch batch(kShard);
    batch.put(KeySpace::kItems, std::to_string(i), std::string(100, 'i'));
    batch.put(KeySpace::kLog, std::to_string(i), std::string(100, 'l'));
    return engine_->commit({&batch, 1});
  }

  std::set<int> commit_all() {
    std::set<int> acknowledged;
    bool failed = false;
    for (int i = 0; i < kCommits; ++i) {
      const auto done = commit(i);
      if (done.ok()) {
        EXPECT_FALSE(failed) << "commit " << i << " acknowledged after a failure";
        acknowledged.insert(i);
        continue;
      }
      EXPECT_TRUE(!failed || done.error().code == ErrorCode::kReadOnly) << done.error().detail;
      failed = true;
    }
    return acknowledged;
  }

  void lose_power(double kept_share) {
    system_->lose_power();
    engine_.reset();
    system_->drop_unsynced(kept_share);
  }

  // On the healthy file system.
  void expect_after_reopening(const std::set<int>& acknowledged) {
    auto opened = open_rocksdb({.directory = directory_});
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    std::string value;
    for (int i = 0; i < kCommits; ++i) {
      const bool item = *(*opened)->get({kShard, KeySpace::kItems, std::to_string(i)}, {}, value);
      const bool log = *(*opened)->get({kShard, KeySpace::kLog, std::to_string(i)}, {}, value);
      EXPECT_EQ(item, log) << "commit " << i << " is there by half";
      EXPECT_TRUE(item || acknowledged.count(i) == 0) << "commit " << i << " was acknowledged and is lost";
    }
  }

  TemporaryDirectory temporary_;
  int rounds_ = 0;
  std::string directory_;
  std::shared_ptr<FailingFileSystem> system_;
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<StorageEngine> engine_;
};

// Every changing call from creating the directory to the last commit fails once, for every N; power is lost then.
TEST_F(FailingCommits, whichever_call_fails_what_was_acknowledged_is_there) {
  constexpr int64_t kMostCalls = 2000;
  int64_t after = 0;
  for (; after < kMostCalls; ++after) {
    SCOPED_TRACE("call " + std::to_string(after) + " fails");
    start({.after_calls = after, .forever = after % 2 == 1});
    std::set<int> acknowledged;
    if (open(Durability::kSync)) acknowledged = commit_all();
    const bool happened = system_->fault_happened();
    lose_power(static_cast<double>(after % 4) / 4.0);
    ASSERT_NO_FATAL_FAILURE(expect_after_reopening(acknowledged));
    if (HasFailure()) return;
    if (!happened) {
      EXPECT_EQ(acknowledged.size(), size_t{kCommits});
      break;
    }
  }
  EXPECT_GT(after, 2 * kCommits);
  EXPECT_LT(after, kMostCalls);
}

TEST_F(FailingCommits, a_torn_log_tail_opens_and_holds_every_synced_commit) {
  for (int share = 0; share < 10; ++share) {
    start({});
    ASSERT_TRUE(open(Durability::kNone));
    std::set<int> synced;
    for (int i = 0; i < kCommits; ++i) {
      ASSERT_TRUE(commit(i).ok());
      if (i >= 4) continue;
      synced.insert(i);
      ASSERT_TRUE(engine_->sync().ok());
    }
    lose_power(share / 10.0);
    ASSERT_NO_FATAL_FAILURE(expect_after_reopening(synced));
  }
}

TEST_F(FailingCommits, a_failed_sync_turns_the_engine_read_only_for_good) {
  start({});
  ASSERT_TRUE(open(Durability::kSync));
  ASSERT_TRUE(commit(0).ok());
  system_->set_fault({.after_calls = 1, .only_suffix = ".log"});  // the append succeeds, the sync does not
  const auto failed = commit(1);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::kIo);
  const auto later = commit(2);
  ASSERT_FALSE(later.ok());
  EXPECT_EQ(later.error().code, ErrorCode::kReadOnly);
  EXPECT_THAT(later.error().detail, HasSubstr("injected"));
  EXPECT_EQ(engine_->sync().error().code, ErrorCode::kReadOnly);
  EXPECT_TRUE(engine_->stats().read_only);
  EXPECT_THAT(engine_->stats().read_only_reason, HasSubstr("injected"));
  std::string value;
  EXPECT_TRUE(*engine_->get({kShard, KeySpace::kItems, "0"}, {}, value));
  EXPECT_FALSE(*engine_->get({kShard, KeySpace::kItems, "1"}, {}, value)) << "visible but never acknowledged";
}

TEST_F(FailingCommits, a_full_device_says_so) {
  start({});
  ASSERT_TRUE(open(Durability::kSync));
  system_->set_fault(
      {.after_calls = 0, .forever = true, .only_suffix = ".log", .status = rocksdb::IOStatus::NoSpace("full")});
  EXPECT_EQ(commit(0).error().code, ErrorCode::kNoSpace);
  system_->set_fault({});
  EXPECT_EQ(commit(1).error().code, ErrorCode::kReadOnly);
}

TEST_F(FailingCommits, a_sync_that_fails_behind_the_commits_is_noticed) {
  start({});
  ASSERT_TRUE(open(Durability::kInterval));
  system_->set_fault({.after_calls = 1, .forever = true, .only_suffix = ".log"});
  ASSERT_TRUE(commit(0).ok());  // the append; the sync comes later, from another thread
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!engine_->stats().read_only && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  EXPECT_EQ(commit(1).error().code, ErrorCode::kReadOnly);
}

TEST_F(FailingCommits, a_table_that_cannot_be_written_turns_the_engine_read_only) {
  start({.after_calls = 0, .forever = true, .only_suffix = ".sst"});
  auto opened = open_rocksdb(
      {.directory = directory_, .durability = Durability::kNone, .write_buffer_bytes = 4 << 20, .env = env_.get()});
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  engine_ = std::move(opened).value();
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "large", std::string(100'000, 'x'));
  bool refused = false;
  for (int i = 0; i < 10'000 && !refused; ++i) refused = !engine_->commit({&batch, 1}).ok();
  EXPECT_TRUE(refused);
  EXPECT_EQ(commit(0).error().code, ErrorCode::kReadOnly);
  EXPECT_THAT(engine_->stats().read_only_reason, HasSubstr("injected"));
}

TEST_F(FailingCommits, interval_durability_survives_power_loss_after_the_interval) {
  start({});
  ASSERT_TRUE(open(Durability::kInterval));
  ASSERT_TRUE(commit(0).ok());
  // Nothing tells when the thread has synced; asking for a sync is what a clean stop does.
  ASSERT_TRUE(engine_->sync().ok());
  lose_power(0);
  expect_after_reopening({0});
}

}  // namespace
}  // namespace basalt::engine
