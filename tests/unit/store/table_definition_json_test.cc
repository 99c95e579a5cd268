#include "store/table_definition_json.h"

#include <nlohmann/json.hpp>

#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

// Every member away from its default.
TableDefinition full_definition() {
  TableDefinition definition = table_definition("Orders", true);
  definition.scope = "123456789012/eu-west-1";
  definition.arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders";
  definition.space = SpaceId{42};
  definition.created_seconds = 1700000000.125;
  definition.attribute_definitions.push_back({"b", AttributeType::kBinary});
  definition.billing_mode = BillingMode::kPayPerRequest;
  definition.pay_per_request_since_seconds = 1700000001.5;
  definition.throughput = {5, 6, 1.5, 2.5, 3};
  definition.on_demand = {100, 200};
  definition.warm = {13000, 5000};
  definition.table_class = TableClass::kStandardInfrequentAccess;
  definition.table_class_since_seconds = 7.5;
  definition.deletion_protection = true;
  definition.sse = SseSettings{"arn:aws:kms:eu-west-1:123456789012:key/k"};
  definition.stream = StreamSettings{StreamViewType::kOldImage, "2026-01-31T12:00:00.000", 77};
  definition.closed_streams = {{{StreamViewType::kKeysOnly, "2026-01-30T12:00:00.000", 55}, 66}};
  definition.time_to_live = TimeToLiveSettings{"expires", SpaceId{45}, TimeToLiveStatus::kDisabling};
  definition.insights = ContributorInsights{true, ContributorInsightsMode::kThrottledKeys, 8.5, 1700000003000, 12};
  definition.local_indexes = {{"local", SpaceId{43}, {{"pk"}, {"b"}}, {ProjectionType::kInclude, {"x", "y"}}}};
  GlobalIndex global{.name = "global",
                     .space = SpaceId{44},
                     .key_schema = {{"b", "n"}, {"pk", "sk"}},
                     .projection = {ProjectionType::kKeysOnly, {}},
                     .throughput = {1, 2, {}, {}, 0},
                     .on_demand = {7, {}},
                     .warm = {1, 2},
                     .status = IndexStatus::kCreating,
                     .backfilling = true,
                     .insights = ContributorInsights{false, ContributorInsightsMode::kThrottledKeys, 9.5, 0, 11}};
  definition.global_indexes = {global};
  definition.tags = {{"team", "shop"}, {"empty", ""}};
  definition.pending = PendingTransition{Transition::kDeleting, 1700000002000};
  definition.shards = {{7, 0}, {8, UINT64_MAX / 2 + 1}};
  return definition;
}

// Two definitions are equal when their documents are: the round trip below would lose whatever is not read back.
TEST(TableDefinitionJson, RoundTripKeepsEveryMember) {
  const std::string document = write_table_definition(full_definition());
  const TableDefinition read = read_table_definition(document).value();
  EXPECT_EQ(write_table_definition(read), document);
  // A few by hand, so that a member that is neither written nor read does not go unseen.
  EXPECT_EQ(read.local_indexes.at(0).projection.non_key_attributes, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(read.global_indexes.at(0).key_schema.partition, (std::vector<std::string>{"b", "n"}));
  EXPECT_EQ(read.global_indexes.at(0).on_demand.max_read_units, 7);
  EXPECT_EQ(read.global_indexes.at(0).on_demand.max_write_units, std::nullopt);
  EXPECT_TRUE(read.global_indexes.at(0).backfilling);
  EXPECT_FALSE(read.global_indexes.at(0).insights->enabled);
  EXPECT_TRUE(read.insights->enabled);
  EXPECT_EQ(read.insights->mode, ContributorInsightsMode::kThrottledKeys);
  EXPECT_EQ(read.insights->last_update_seconds, 8.5);
  EXPECT_EQ(read.insights->enabled_ms, 1700000003000);
  EXPECT_EQ(read.insights->transition_until_ms, 12);
  EXPECT_EQ(read.throughput.last_decrease_seconds, 2.5);
  EXPECT_EQ(read.shards.at(1).first_hash, UINT64_MAX / 2 + 1);
  EXPECT_EQ(read.stream->label, "2026-01-31T12:00:00.000");
  EXPECT_EQ(read.stream->start, 77U);
  EXPECT_EQ(read.closed_streams.at(0).settings.start, 55U);
  EXPECT_EQ(read.closed_streams.at(0).settings.view_type, StreamViewType::kKeysOnly);
  EXPECT_EQ(read.closed_streams.at(0).end, 66U);
  EXPECT_EQ(read.time_to_live->attribute_name, "expires");
  EXPECT_EQ(read.time_to_live->space, SpaceId{45});
  EXPECT_EQ(read.time_to_live->status, TimeToLiveStatus::kDisabling);
  EXPECT_EQ(read.pending->until_ms, 1700000002000);
  EXPECT_EQ(read.sse->kms_key_arn, "arn:aws:kms:eu-west-1:123456789012:key/k");
  EXPECT_EQ(read.created_seconds, 1700000000.125);
  EXPECT_TRUE(read.deletion_protection);
  EXPECT_EQ(read.tags.size(), 2U);
}

TEST(TableDefinitionJson, AbsentStaysAbsent) {
  TableDefinition definition = table_definition("t");
  definition.shards = {{1, 0}};
  const TableDefinition read = read_table_definition(write_table_definition(definition)).value();
  EXPECT_FALSE(read.stream || read.sse || read.pending || read.table_class || read.table_class_since_seconds ||
               read.pay_per_request_since_seconds || read.on_demand.max_read_units);
}

TEST(TableDefinitionJson, UnknownMembersArePassedOver) {
  auto json = nlohmann::json::parse(write_table_definition(full_definition()));
  const std::string known = json.dump();
  json["FromTheFuture"] = {{"a", 1}};
  json["GlobalSecondaryIndexes"][0]["FromTheFuture"] = true;
  EXPECT_EQ(write_table_definition(read_table_definition(json.dump()).value()), known);
}

TEST(TableDefinitionJson, RefusesWhatItWouldMisread) {
  auto json = nlohmann::json::parse(write_table_definition(full_definition()));
  json["Format"] = 2;
  EXPECT_THAT(read_table_definition(json.dump()).error(), testing::HasSubstr("newer"));
  json["Format"] = 1;
  json["BillingMode"] = "BARTER";
  EXPECT_THAT(read_table_definition(json.dump()).error(), testing::HasSubstr("BARTER"));
  EXPECT_FALSE(read_table_definition("{").ok());
  EXPECT_FALSE(read_table_definition("{}").ok());
  EXPECT_FALSE(read_table_definition("[]").ok());
}

}  // namespace
}  // namespace basalt::store
