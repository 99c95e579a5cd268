// The end of the log after a power failure, against rot: what is dropped, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "basalt/base/log.h"
#include "basalt/engine/rocksdb_engine.h"
#include "temporary_directory.h"

namespace basalt::engine {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr ShardId kShard{1};
constexpr int kCommits = 6;
constexpr std::chrono::milliseconds kNever{0};

class TornLog : public testing::Test {
 protected:
  void SetUp() override {
    log::set_level(log::Level::kOff);
    directory_ = temporary_.path("data");
  }
  void TearDown() override { log::set_level(log::Level::kInfo); }

  // One row a commit. A value of 40000 bytes takes a record over a block of the log.
  void write(size_t value_bytes, std::chrono::milliseconds seal_after) {
    auto engine = open_rocksdb({.directory = directory_, .seal_after = seal_after}).value();
    for (int i = 0; i < kCommits; ++i) {
      Batch batch(kShard);
      batch.put(KeySpace::kItems, "row" + std::to_string(i), std::string(value_bytes, static_cast<char>('a' + i)));
      ASSERT_TRUE(engine->commit({&batch, 1}).ok());
      ends_.push_back(fs::file_size(log_file()));
    }
  }

  std::string log_file() const {
    std::string last;
    for (const auto& entry : fs::directory_iterator(directory_ + "/rocksdb")) {
      if (entry.path().extension() == ".log") last = std::max(last, entry.path().string());
    }
    return last;
  }

  void damage(uint64_t place) {
    std::fstream file(log_file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(place));
    file.put('#');
  }

  void expect_first_rows(int count) {
    auto engine = open_rocksdb({.directory = directory_});
    ASSERT_TRUE(engine.ok()) << engine.error().detail;
    std::string value;
    for (int i = 0; i < kCommits; ++i) {
      EXPECT_EQ((*engine)->get({kShard, KeySpace::kItems, "row" + std::to_string(i)}, {}, value).value(), i < count);
    }
    Batch batch(kShard);
    batch.put(KeySpace::kItems, "more", "");
    EXPECT_TRUE((*engine)->commit({&batch, 1}).ok());
  }

  void expect_refused(uint64_t place) {
    const std::string log = log_file();
    const auto engine = open_rocksdb({.directory = directory_});
    ASSERT_FALSE(engine.ok());
    EXPECT_EQ(engine.error().code, ErrorCode::kCorruption);
    EXPECT_THAT(engine.error().detail, HasSubstr(log + " is damaged at byte " + std::to_string(place)));
    EXPECT_THAT(engine.error().detail, HasSubstr("basalt repair --salvage-log"));
  }

  TemporaryDirectory temporary_;
  std::string directory_;
  std::vector<uint64_t> ends_;  // of each commit's record in the log
};

TEST_F(TornLog, a_last_record_with_a_wrong_checksum_was_never_acknowledged) {
  write(100, kNever);
  damage(ends_[kCommits - 2] + 40);
  expect_first_rows(kCommits - 1);
  EXPECT_TRUE(fs::exists(directory_ + "/rocksdb")) << "and a copy of the log is kept";
  const auto is_copy = [](const fs::directory_entry& entry) { return entry.path().extension() == ".damaged"; };
  const fs::directory_iterator files(directory_ + "/rocksdb");
  EXPECT_EQ(std::count_if(begin(files), end(files), is_copy), 1);
}

TEST_F(TornLog, a_last_record_over_several_blocks_may_be_torn_anywhere) {
  for (const uint64_t from_its_begin : {3, 40, 20'000, 33'000, 39'000}) {
    SCOPED_TRACE(from_its_begin);
    fs::remove_all(directory_);
    ends_.clear();
    write(40'000, kNever);
    damage(ends_[kCommits - 2] + from_its_begin);
    expect_first_rows(kCommits - 1);
  }
}

TEST_F(TornLog, damage_with_a_sound_record_behind_it_is_refused) {
  for (const size_t value_bytes : {100, 40'000}) {
    SCOPED_TRACE(value_bytes);
    fs::remove_all(directory_);
    ends_.clear();
    write(value_bytes, kNever);
    damage(ends_[kCommits - 3] + 2);
    expect_refused(ends_[kCommits - 3]);
  }
}

TEST_F(TornLog, the_last_record_of_a_clean_stop_is_not_taken_for_torn) {
  write(100, std::chrono::hours{1});
  damage(ends_[kCommits - 1] - 10);
  expect_refused(ends_[kCommits - 2]);
}

TEST_F(TornLog, a_pause_seals_the_last_record) {
  auto engine = open_rocksdb({.directory = directory_, .seal_after = std::chrono::milliseconds{1}}).value();
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "row0", "value");
  ASSERT_TRUE(engine->commit({&batch, 1}).ok());
  const std::string copy = temporary_.path("copy");
  const auto sealed = [&] {
    fs::remove_all(copy);
    fs::copy(directory_, copy, fs::copy_options::recursive);
    std::ifstream log(copy + "/rocksdb/" + fs::path(log_file()).filename().string(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(log), {}).find("sealed") != std::string::npos;
  };
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!sealed() && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  // As a power failure would leave it: no clean stop has added anything.
  directory_ = copy;
  damage(20);
  expect_refused(0);
}

TEST_F(TornLog, a_database_without_current_is_not_taken_for_a_new_one) {
  write(100, kNever);
  fs::remove(directory_ + "/rocksdb/CURRENT");
  const auto engine = open_rocksdb({.directory = directory_});
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().code, ErrorCode::kCorruption);
  EXPECT_THAT(engine.error().detail, HasSubstr("CURRENT"));
}

}  // namespace
}  // namespace basalt::engine
