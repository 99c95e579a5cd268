// What every engine says of the bytes below it.
#include "engine_contract/contract_fixture.h"

namespace basalt::engine {
namespace {

class Files : public EngineContract {};
BASALT_EVERY_ENGINE(Files);

TEST_P(Files, what_was_written_is_sound) {
  for (int i = 0; i < 200; ++i) put(KeySpace::kItems, std::to_string(i), std::string(20'000, 'v'));
  uint64_t told = 0;
  const auto check = engine().verify_checksums([&](uint64_t done, uint64_t) {
    EXPECT_GE(done, told);
    told = done;
    return true;
  });
  ASSERT_TRUE(check.ok()) << detail_of(check);
  EXPECT_TRUE(check->complete);
  EXPECT_TRUE(check->damages.empty());
  EXPECT_EQ(check->files > 0, engine().capabilities().keeps_files);
  EXPECT_EQ(check->bytes > 0, engine().capabilities().keeps_files);
  EXPECT_EQ(told, check->bytes);
}

TEST_P(Files, a_check_can_be_ended) {
  put(KeySpace::kItems, "a", "1");
  const auto check = engine().verify_checksums([](uint64_t, uint64_t) { return false; });
  ASSERT_TRUE(check.ok()) << detail_of(check);
  EXPECT_EQ(check->complete, !engine().capabilities().keeps_files);
}

class FilesOnDisk : public EngineContract {
 protected:
  EngineResult<std::unique_ptr<StorageEngine>> open_to_read(const std::string& name) {
    RocksdbOptions reading = options(temporary_.path(name));
    reading.read_only = true;
    return open_rocksdb(reading);
  }
};
INSTANTIATE_TEST_SUITE_P(EveryOnDisk, FilesOnDisk, testing::ValuesIn(EngineContract::kinds_on_disk()),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(FilesOnDisk, opened_to_be_read_it_has_the_rows_and_takes_none) {
  put(KeySpace::kItems, "a", "1");
  EXPECT_EQ(open_to_read("data").error().code, ErrorCode::kLocked);
  ASSERT_DONE(engine().sync());
  engine_.reset();
  auto opened = open_to_read("data");
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  ASSERT_TRUE(open_to_read("data").ok()) << "two may read";
  EXPECT_EQ(open(temporary_.path("data")).error().code, ErrorCode::kLocked);
  EXPECT_EQ(all_rows(**opened, KeySpace::kItems), (Rows{{"a", "1"}}));
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "b", "2");
  EXPECT_EQ((*opened)->commit({&batch, 1}).error().code, ErrorCode::kReadOnly);
  ASSERT_DONE((*opened)->sync());
}

TEST_P(FilesOnDisk, what_is_not_there_is_not_made_to_be_read) {
  EXPECT_EQ(open_to_read("nowhere").error().code, ErrorCode::kInvalid);
  EXPECT_FALSE(std::filesystem::exists(temporary_.path("nowhere")));
}

}  // namespace
}  // namespace basalt::engine
