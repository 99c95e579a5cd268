// Logs as RocksDB writes them: whole, cut off anywhere, and with any bit flipped.
#include "engine/log_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <fstream>

#include "basalt/engine/rocksdb_engine.h"
#include "temporary_directory.h"

namespace basalt::engine {
namespace {

constexpr ShardId kShard{1};

class LogFile : public testing::Test {
 protected:
  // The log of a database with a commit of each size, as it lies there before the database is closed.
  std::string write(const std::vector<size_t>& value_sizes) {
    const std::string directory = temporary_.path("data");
    auto engine = open_rocksdb({.directory = directory, .durability = Durability::kNone}).value();
    for (size_t i = 0; i < value_sizes.size(); ++i) {
      Batch batch(kShard);
      batch.put(KeySpace::kItems, std::to_string(i), std::string(value_sizes[i], static_cast<char>('a' + i % 26)));
      EXPECT_TRUE(engine->commit({&batch, 1}).ok());
    }
    for (const auto& entry : std::filesystem::directory_iterator(directory + "/rocksdb")) {
      if (entry.path().extension() != ".log" || entry.file_size() == 0) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      return {std::istreambuf_iterator<char>(file), {}};
    }
    ADD_FAILURE() << "no log";
    return {};
  }

  LogFileCheck check(const std::string& bytes) {
    const std::string path = temporary_.path("log");
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    return check_log_file(*rocksdb::Env::Default(), path, [](uint64_t) { return true; }).value();
  }

  TemporaryDirectory temporary_;
};

TEST_F(LogFile, whole_records_over_several_blocks_are_sound) {
  const std::string log = write({10, 0, 40'000, 100'000, 32'768, 1});
  const LogFileCheck checked = check(log);
  EXPECT_FALSE(checked.damage.has_value());
  EXPECT_EQ(checked.whole_bytes, log.size());
  EXPECT_GE(checked.whole_records, 6U);
  EXPECT_FALSE(check("").damage.has_value());
}

TEST_F(LogFile, cut_off_anywhere_it_is_unfinished_but_not_damaged) {
  const std::string log = write({10, 33'000, 10});
  for (size_t size = 0; size < log.size(); size += size < 100 || log.size() - size < 100 ? 1 : 997) {
    const LogFileCheck checked = check(log.substr(0, size));
    EXPECT_FALSE(checked.damage.has_value()) << size;
    EXPECT_LE(checked.whole_bytes, size);
  }
}

TEST_F(LogFile, any_bit_flipped_is_damage_and_its_place_is_told) {
  const std::string log = write({10, 20, 33'000, 5});
  for (size_t place = 0; place < log.size(); place += place < 200 || log.size() - place < 200 ? 1 : 499) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = log;
      flipped[place] = static_cast<char>(flipped[place] ^ (1 << bit));
      const LogFileCheck checked = check(flipped);
      ASSERT_TRUE(checked.damage.has_value()) << "byte " << place << ", bit " << bit;
      EXPECT_LE(*checked.damage->offset, place);
      EXPECT_LE(checked.whole_bytes, place);
    }
  }
}

}  // namespace
}  // namespace basalt::engine
