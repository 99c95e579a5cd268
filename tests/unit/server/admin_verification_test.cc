#include "server/admin_verification.h"

#include <nlohmann/json.hpp>

#include "basalt/engine/rocksdb_engine.h"
#include "basalt/keys/key_layout.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;

class AdminVerificationTest : public testing::Test {
 protected:
  // Rows of so many tables that there are none of.
  void plant(uint64_t spaces) {
    engine::Batch batch(engine::ShardId{1});
    for (uint64_t i = 0; i < spaces; ++i) batch.put(engine::KeySpace::kItems, keys::space_begin(i), "");
    ASSERT_TRUE(engine_->commit({&batch, 1}).ok());
  }
  Json shown() { return Json::parse(verification_.show().body); }
  Json finished() {
    while (shown()["state"] == "running") std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return shown();
  }

  std::unique_ptr<engine::StorageEngine> engine_ = engine::open_rocksdb({.in_memory = true}).value();
  OnlineVerification verification_{*engine_};
};

TEST_F(AdminVerificationTest, ShowsWhatItFoundAndCanBeRunAgain) {
  EXPECT_EQ(shown()["state"], "none");
  EXPECT_EQ(verification_.start().status, 200);
  Json found = finished();
  EXPECT_EQ(found["state"], "done");
  EXPECT_EQ(found["verdict"], "clean");
  plant(3);
  EXPECT_EQ(verification_.start().status, 200);
  found = finished();
  EXPECT_EQ(found["clean"], false);
  EXPECT_EQ(found["findings_total"], 3);
}

TEST_F(AdminVerificationTest, OneAtATimeAndNoneOnceItIsStopped) {
  plant(100'000);  // long enough
  EXPECT_EQ(verification_.start().status, 200);
  EXPECT_EQ(verification_.start().status, 409);
  verification_.stop();
  EXPECT_EQ(shown()["complete"], false);
  EXPECT_EQ(verification_.start().status, 503);
}

}  // namespace
}  // namespace basalt::server
