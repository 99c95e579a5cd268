#include "store/engine_errors.h"

#include "gmock/gmock.h"

namespace basalt::store {
namespace {

TEST(EngineErrors, ClientsSeeInternalServerErrorWithoutTheDetail) {
  for (const auto code : {engine::ErrorCode::kIo, engine::ErrorCode::kNoSpace, engine::ErrorCode::kCorruption,
                          engine::ErrorCode::kReadOnly, engine::ErrorCode::kUnknownOutcome}) {
    const ApiError error = to_api_error({code, "/data/000012.sst: bad block"});
    EXPECT_EQ(error.name(), "InternalServerError");
    EXPECT_EQ(error.http_status(), 500);
    EXPECT_THAT(error.message(), testing::Not(testing::HasSubstr("sst")));
  }
}

TEST(EngineErrors, OneLogLineStandsForAStormOfErrors) {
  testing::internal::CaptureStderr();
  for (int i = 0; i < 1000; ++i) (void)to_api_error({engine::ErrorCode::kNoSpace, "the disk is full"});
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_LE(std::count(lines.begin(), lines.end(), '\n'), 2) << lines;
}

TEST(EngineErrors, ValuesPassThrough) {
  EXPECT_EQ(to_api_result(engine::EngineResult<int>(7)).value(), 7);
  EXPECT_TRUE(to_api_result(engine::EngineResult<void>()).ok());
  EXPECT_FALSE(to_api_result(engine::EngineResult<int>(Failure{engine::Error{engine::ErrorCode::kIo, ""}})).ok());
}

}  // namespace
}  // namespace basalt::store
