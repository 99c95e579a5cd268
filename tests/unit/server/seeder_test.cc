#include "server/seeder.h"

#include "basalt/engine/rocksdb_engine.h"
#include "server/admin_reset.h"
#include "server/admin_snapshots.h"

namespace basalt::server {
namespace {

using testing::StartsWith;

constexpr std::string_view kTable =
    R"({"TableName":"Tab","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"k",)"
    R"("AttributeType":"S"}],"KeySchema":[{"AttributeName":"k","KeyType":"HASH"}])";

class SeederTest : public testing::Test {
 protected:
  ~SeederTest() override { store_->drain(); }
  static std::string table(std::string_view items) {
    return std::string(kTable) + ",\"Items\":[" + std::string(items) + "]}";
  }
  static std::string document(const std::string& tables) { return "{\"Tables\": [\n" + tables + "]}"; }
  static std::string item(std::string_view key) { return R"({"k":{"S":")" + std::string(key) + "\"}}"; }
  size_t tables() { return store_->catalog().table_count({}); }
  int64_t items() { return store_->catalog().find({}, "Tab")->counters().items; }
  std::string refusal(std::string_view text) {
    const auto report = seeder_.seed(text);
    return report.ok() ? "" : report.error();
  }

  ManualClock clock_{std::chrono::seconds(1'767'225'600)};
  std::unique_ptr<engine::StorageEngine> engine_ =
      engine::open_rocksdb({.in_memory = true, .durability = engine::Durability::kNone}).value();
  std::unique_ptr<store::Store> store_ = store::Store::open(*engine_, clock_, {}).value();
  Seeder seeder_{*store_, clock_, {.transition_delay_ms = 1000}};
};

TEST_F(SeederTest, CreatesWhatIsMissingAndPutsItems) {
  std::string many;
  for (int i = 0; i < 600; ++i) many += (i == 0 ? "" : ",") + item(std::to_string(i));
  const auto report = seeder_.seed(document(table(many)));
  ASSERT_TRUE(report.ok()) << report.error();
  EXPECT_EQ(report->tables_created, 1U);
  EXPECT_EQ(report->items_put, 600U);
  EXPECT_EQ(items(), 600);
  // Lines, and a table that is there.
  const auto more = seeder_.seed(R"({"TableName":"Tab","Items":[)" + item("x") + "]}\n\n" + R"({"TableName":"Tab"})");
  ASSERT_TRUE(more.ok()) << more.error();
  EXPECT_EQ(more->tables_created, 0U);
  EXPECT_EQ(items(), 601);
}

TEST_F(SeederTest, AMistakeNamesItsPlaceAndChangesNothing) {
  EXPECT_THAT(refusal("{"), StartsWith("[json.exception.parse_error"));
  EXPECT_EQ(refusal("[]"), "expected {\"Tables\": [...]}, or a table on each line");
  EXPECT_EQ(refusal(document("{}")), "Tables[0]: no TableName");
  EXPECT_EQ(refusal(document(R"({"TableName":"Tab","Items":1})")), "Tables[0].Items: not an array");
  EXPECT_THAT(refusal(document(R"({"TableName":"Tab"})")), StartsWith("Tables[0]: {\"__type\""));
  EXPECT_THAT(refusal(document(table(item("a") + R"(,{"k":{"N":"1"}})"))),
              StartsWith("Tables[0].Items[1]: {\"__type\""));
  EXPECT_THAT(refusal(table(item("a")) + "\n" + R"({"TableName":"Tab","Items":[{}]})"),
              StartsWith("line 2.Items[0]: {\"__type\""));
  EXPECT_THAT(refusal(table(item("a")) + "\n{"), StartsWith("line 2: "));
  EXPECT_EQ(refusal(document(std::string(200, '['))), "nested too deeply");
  EXPECT_EQ(tables(), 0U);
  ASSERT_TRUE(seeder_.seed(document(table(item("a")))).ok());
  EXPECT_NE(refusal(R"({"TableName":"Tab","Items":[)" + item("b") + ",{}]}"), "");
  EXPECT_EQ(items(), 1);
}

TEST_F(SeederTest, SnapshotsAndResetAsResources) {
  AdjustableClock clock(clock_);
  wire::FaultRules faults;
  Snapshots snapshots(*store_, clock_);
  AdminRouter router;
  router.add(reset_resource(*store_, faults, clock));
  router.add(snapshots_resource(snapshots));
  const auto post = [&router](const std::string& name, const std::string& body) {
    return router.handle({http::AdminMethod::kPost, name, body});
  };
  ASSERT_TRUE(seeder_.seed(document(table(item("a")))).ok());
  EXPECT_THAT(post("snapshots", R"({"name":"one"})").body, StartsWith(R"({"snapshots":[{"bytes":)"));
  faults.set({{}});
  clock.advance(std::chrono::seconds(5));
  EXPECT_EQ(post("reset", R"({"faults":false})").body, R"({"tables_removed":1})");
  EXPECT_TRUE(faults.any());
  EXPECT_EQ(post("reset", "").body, R"({"tables_removed":0})");
  EXPECT_FALSE(faults.any());
  EXPECT_NE(clock.offset().count(), 0);
  EXPECT_EQ(post("reset", R"({"clock":true})").status, 200);
  EXPECT_EQ(clock.offset().count(), 0);
  EXPECT_EQ(post("reset", R"({"tables":true})").status, 400);
  EXPECT_EQ(post("snapshots", R"({"restore":"two"})").status, 404);
  EXPECT_EQ(post("snapshots", R"({"restore":"one","name":"x"})").status, 400);
  EXPECT_EQ(post("snapshots", R"({"restore":"one"})").status, 200);
  EXPECT_EQ(items(), 1);
  EXPECT_EQ(post("snapshots", R"({"delete":"one"})").body, R"({"snapshots":[]})");
  EXPECT_EQ(router.handle({http::AdminMethod::kGet, "reset", ""}).status, 405);
}

}  // namespace
}  // namespace basalt::server
