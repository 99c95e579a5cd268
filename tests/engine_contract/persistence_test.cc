// What survives an engine: reopening, checkpoints, and which directories are refused.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "engine_contract/contract_fixture.h"

namespace basalt::engine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

class Persistence : public EngineContract {
 protected:
  Error refusal(const std::string& directory) {
    const auto opened = open(directory);
    EXPECT_FALSE(opened.ok());
    return opened.ok() ? Error{} : opened.error();
  }
};
BASALT_EVERY_ENGINE(Persistence);

TEST_P(Persistence, rows_outlive_the_engine_on_disk) {
  if (GetParam().in_memory) {
    put(KeySpace::kItems, "a", "1");
    reopen();
    EXPECT_THAT(all_rows(engine(), KeySpace::kItems), IsEmpty());
    return;
  }
  for (int generation = 0; generation < 3; ++generation) {
    put(KeySpace::kItems, "item" + std::to_string(generation), std::to_string(generation));
    put(KeySpace::kMeta, "meta", std::to_string(generation));
    reopen();
  }
  EXPECT_THAT(all_rows(engine(), KeySpace::kItems),
              ElementsAre(Row("item0", "0"), Row("item1", "1"), Row("item2", "2")));
  EXPECT_EQ(get(KeySpace::kMeta, "meta"), "2");
}

TEST_P(Persistence, more_rows_than_memory_buffers_outlive_the_engine) {
  const std::string value(1000, 'v');
  for (int i = 0; i < 200; ++i) {
    Batch batch(kShard);
    for (int j = 0; j < 100; ++j) batch.put(KeySpace::kItems, std::to_string(i * 100 + j), value);
    ASSERT_DONE(engine().commit({&batch, 1}));
  }
  if (!GetParam().in_memory) reopen();
  EXPECT_EQ(all_rows(engine(), KeySpace::kItems).size(), 20'000U);
  EXPECT_EQ(get(KeySpace::kItems, "12345"), value);
  EXPECT_EQ(get(KeySpace::kItems, "20000"), std::nullopt);
}

TEST_P(Persistence, sync_succeeds_and_stats_say_writable) {
  put(KeySpace::kItems, "a", std::string(100'000, 'x'));
  ASSERT_DONE(engine().sync());
  const EngineStats stats = engine().stats();
  EXPECT_FALSE(stats.read_only);
  EXPECT_EQ(stats.read_only_reason, "");
  EXPECT_GE(stats.live_data_bytes, 100'000U);
  EXPECT_GE(stats.memory_bytes, 100'000U);
}

TEST_P(Persistence, a_checkpoint_opens_with_the_rows_of_its_moment) {
  put(KeySpace::kItems, "a", "1");
  put(KeySpace::kLog, "l", "a=1");
  const std::string copy = temporary_.path("backups/copy");
  ASSERT_DONE(engine().checkpoint(copy));
  put(KeySpace::kItems, "a", "2");
  put(KeySpace::kItems, "b", "2");

  const auto opened = open_rocksdb({.directory = copy});
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  EXPECT_THAT(all_rows(**opened, KeySpace::kItems), ElementsAre(Row("a", "1")));
  EXPECT_THAT(all_rows(**opened, KeySpace::kLog), ElementsAre(Row("l", "a=1")));
  EXPECT_THAT(all_rows(engine(), KeySpace::kItems), ElementsAre(Row("a", "2"), Row("b", "2")));
}

TEST_P(Persistence, checkpoints_one_after_another_and_never_over_something) {
  put(KeySpace::kItems, "a", "1");
  ASSERT_DONE(engine().checkpoint(temporary_.path("first")));
  std::filesystem::create_directory(temporary_.path("second"));
  ASSERT_DONE(engine().checkpoint(temporary_.path("second")));
  const auto again = engine().checkpoint(temporary_.path("first"));
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::kInvalid);
}

TEST_P(Persistence, a_directory_in_use_is_locked) {
  if (GetParam().in_memory) {
    EXPECT_TRUE(open(temporary_.path("data")).ok());  // has no directory to lock
    return;
  }
  const Error error = refusal(temporary_.path("data"));
  EXPECT_EQ(error.code, ErrorCode::kLocked);
  EXPECT_THAT(error.detail, HasSubstr(temporary_.path("data") + " is in use by another Basalt process"));
  put(KeySpace::kItems, "still", "works");
  reopen();
  EXPECT_EQ(get(KeySpace::kItems, "still"), "works");
}

class Directories : public Persistence {};
INSTANTIATE_TEST_SUITE_P(EveryOnDisk, Directories, testing::ValuesIn(EngineContract::kinds_on_disk()),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(Directories, say_their_format) {
  EXPECT_EQ(read_file(temporary_.path("data/FORMAT")), "basalt-format 2\nengine rocksdb\n");
}

TEST_P(Directories, of_a_newer_format_are_refused_untouched) {
  put(KeySpace::kItems, "a", "1");
  engine_.reset();
  const std::string newer = "basalt-format 3\nsomething else entirely\n";
  write_file(temporary_.path("data/FORMAT"), newer);
  const Error error = refusal(temporary_.path("data"));
  EXPECT_EQ(error.code, ErrorCode::kNewerFormat);
  EXPECT_THAT(error.detail, HasSubstr("newer version of Basalt (format 3; this version reads up to 2)"));
  EXPECT_EQ(read_file(temporary_.path("data/FORMAT")), newer);
}

TEST_P(Directories, with_a_format_that_says_nothing_known_are_refused) {
  engine_.reset();
  for (const std::string_view text :
       {"", "basalt-format", "basalt-format x\nengine rocksdb\n", "basalt-format 0\n",
        "basalt-format 1\nengine rocksdb\n", "basalt-format 2\nengine other\n", "basalt-format 2\n", "garbage"}) {
    write_file(temporary_.path("data/FORMAT"), text);
    EXPECT_EQ(refusal(temporary_.path("data")).code, ErrorCode::kInvalid) << text;
  }
}

TEST_P(Directories, that_hold_something_else_are_refused_untouched) {
  const std::string foreign = temporary_.path("home");
  std::filesystem::create_directory(foreign);
  write_file(foreign + "/thesis.txt", "irreplaceable");
  const Error error = refusal(foreign);
  EXPECT_EQ(error.code, ErrorCode::kInvalid);
  EXPECT_THAT(error.detail, HasSubstr(foreign + " is not a Basalt data directory (it holds thesis.txt"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(foreign), {}), 1);
}

TEST_P(Directories, that_are_files_are_refused) {
  write_file(temporary_.path("file"), "");
  EXPECT_FALSE(open(temporary_.path("file")).ok());
  EXPECT_FALSE(open("").ok());
}

TEST_P(Directories, that_are_fresh_volumes_or_half_created_are_used) {
  const std::string volume = temporary_.path("volume");
  std::filesystem::create_directories(volume + "/lost+found");
  write_file(volume + "/FORMAT.tmp", "basalt-fo");
  write_file(volume + "/LOCK", "");
  EXPECT_TRUE(open(volume).ok());
  EXPECT_TRUE(open(volume).ok());
}

TEST_P(Directories, are_created_with_what_is_missing_above_them) {
  EXPECT_TRUE(open(temporary_.path("x/y/z")).ok());
  EXPECT_TRUE(open(temporary_.path("slash/")).ok());
}

}  // namespace
}  // namespace basalt::engine
