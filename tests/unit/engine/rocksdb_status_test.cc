#include "engine/rocksdb_status.h"

#include <gtest/gtest.h>

namespace basalt::engine {
namespace {

using rocksdb::Status;

TEST(RocksdbStatus, becomes_the_contracts_error) {
  const auto code = [](const Status& status) { return translate(status, "test").code; };
  EXPECT_EQ(code(Status::Incomplete("no disk")), ErrorCode::kNotCached);
  EXPECT_EQ(code(Status::IOError("pulled")), ErrorCode::kIo);
  EXPECT_EQ(code(Status::NoSpace("full")), ErrorCode::kNoSpace);
  EXPECT_EQ(code(Status::SpaceLimit()), ErrorCode::kNoSpace);
  EXPECT_EQ(code(Status::Corruption("bits")), ErrorCode::kCorruption);
  EXPECT_EQ(code(Status::InvalidArgument("x")), ErrorCode::kInvalid);
  EXPECT_EQ(code(Status::NotSupported("x")), ErrorCode::kInvalid);
  EXPECT_EQ(code(Status::TimedOut()), ErrorCode::kIo);
  EXPECT_EQ(translate(Status::IOError("pulled"), "get").detail, "get: IO error: pulled");
}

TEST(RocksdbStatus, only_failures_that_may_have_touched_the_log_poison_it) {
  EXPECT_TRUE(poisons_log(Status::IOError("pulled")));
  EXPECT_TRUE(poisons_log(Status::NoSpace("full")));
  EXPECT_TRUE(poisons_log(Status::Corruption("bits")));
  EXPECT_FALSE(poisons_log(Status::OK()));
  EXPECT_FALSE(poisons_log(Status::InvalidArgument("x")));
  EXPECT_FALSE(poisons_log(Status::ShutdownInProgress()));
}

}  // namespace
}  // namespace basalt::engine
