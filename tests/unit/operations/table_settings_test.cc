#include "operations/table_settings.h"

#include <set>

#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

TEST(TableSettingsTest, AStreamIsLabelledWithItsMoment) {
  const ManualClock clock{std::chrono::milliseconds(1'767'225'600'007)};
  EXPECT_EQ(new_stream(store::StreamViewType::kKeysOnly, clock).label, "2026-01-01T00:00:00.007");
}

TEST(TableSettingsTest, TwoStreamsOfAMillisecondHaveTwoLabels) {
  const ManualClock clock{std::chrono::milliseconds(1'767'225'600'007)};
  store::TableDefinition definition;
  std::set<std::string> labels;
  for (int i = 0; i < 60; ++i) {
    definition.stream = new_stream(store::StreamViewType::kKeysOnly, clock, definition.closed_streams);
    labels.insert(definition.stream->label);
    close_stream(0, definition);
  }
  EXPECT_FALSE(definition.stream.has_value());
  EXPECT_EQ(definition.closed_streams.size(), 50U);  // bounded
  std::set<std::string> kept;
  for (const store::ClosedStream& closed : definition.closed_streams) kept.insert(closed.settings.label);
  EXPECT_EQ(kept.size(), 50U);
  EXPECT_TRUE(labels.count("2026-01-01T00:00:00.008"));
}

TEST(TableSettingsTest, StreamsPastTheHorizonAreForgotten) {
  store::TableDefinition definition;
  definition.closed_streams = {{{}, 10}, {{}, 20}, {{}, 0}};
  definition.stream = store::StreamSettings{};
  close_stream(15, definition);
  ASSERT_EQ(definition.closed_streams.size(), 3U);
  EXPECT_EQ(definition.closed_streams[0].end, 20U);
}

TEST(TableSettingsTest, KeysOfTheAccountBecomeArns) {
  const Identity identity;
  EXPECT_FALSE(sse_settings({}, identity).has_value());
  const auto arn = [&](std::optional<std::string> key) {
    return sse_settings({true, SseType::kKms, std::move(key)}, identity)->kms_key_arn;
  };
  EXPECT_EQ(arn(std::nullopt), "arn:aws:kms:us-east-1:000000000000:alias/aws/dynamodb");
  EXPECT_EQ(arn("k"), "arn:aws:kms:us-east-1:000000000000:key/k");
  EXPECT_EQ(arn("alias/k"), "arn:aws:kms:us-east-1:000000000000:alias/k");
  EXPECT_EQ(arn("arn:aws:kms:eu-west-1:1:key/k"), "arn:aws:kms:eu-west-1:1:key/k");
}

TEST(TableSettingsTest, MaximaAreKeptSetAndTakenAway) {
  const auto maxima = on_demand_of({-1, std::nullopt}, {5, 6});
  EXPECT_EQ(maxima.max_read_units, std::nullopt);
  EXPECT_EQ(maxima.max_write_units, 6);
  EXPECT_EQ(on_demand_of({std::nullopt, 7}, {5, 6}).max_write_units, 7);
}

TEST(TableSettingsTest, WarmThroughputBeginsAtTheProvisionedUnits) {
  EXPECT_EQ(initial_warm_throughput(std::nullopt, std::nullopt).read_units_per_second, 12000);
  EXPECT_EQ(initial_warm_throughput(std::nullopt, ThroughputParameter{5, 6}).write_units_per_second, 6);
  EXPECT_EQ(initial_warm_throughput(WarmThroughputParameter{13000, std::nullopt}, std::nullopt).read_units_per_second,
            13000);
}

TEST(TableSettingsTest, TagsHaveLimits) {
  Tags tags;
  EXPECT_TRUE(add_tags({{std::string(128, 'k'), std::string(256, 'v')}}, tags).ok());
  EXPECT_FALSE(add_tags({{std::string(129, 'k'), "v"}}, tags).ok());
  EXPECT_FALSE(add_tags({{"k", std::string(257, 'v')}}, tags).ok());
}

}  // namespace
}  // namespace basalt::operations
