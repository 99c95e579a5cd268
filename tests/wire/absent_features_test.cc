// What infrastructure tools ask about policies, Kinesis destinations and replicas, which no table has.
#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

constexpr std::string_view kTab = R"({"TableName":"Tab"})";
const std::string kTabArn = "arn:aws:dynamodb:us-east-1:000000000000:table/Tab";
const std::string kStream = R"("StreamArn":"arn:aws:kinesis:us-east-1:000000000000:stream/s")";

std::string aws(std::string_view type, std::string_view message) {
  return R"({"__type":"com.amazonaws.dynamodb.v20120810#)" + std::string(type) + R"(","message":")" +
         std::string(message) + "\"}";
}
std::string resource(std::string_view arn, std::string_view more = "") {
  return R"({"ResourceArn":")" + std::string(arn) + "\"" + std::string(more) + "}";
}
std::string global(std::string_view more = "") { return R"({"GlobalTableName":"Tab")" + std::string(more) + "}"; }

class AbsentFeaturesWireTest : public TableWireTest {};

TEST_F(AbsentFeaturesWireTest, NoTableHasAPolicy) {
  create(R"(,"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"})");
  const std::string missing = "Resource-based policy not found for the provided ResourceArn: ";
  EXPECT_EQ(refused("GetResourcePolicy", resource(kTabArn)), aws("PolicyNotFoundException", missing + kTabArn));
  const std::string described = ok("DescribeTable", kTab);
  std::string stream = member(described, "LatestStreamArn");
  stream = stream.substr(1, stream.size() - 2);
  EXPECT_EQ(refused("GetResourcePolicy", resource(stream)), aws("PolicyNotFoundException", missing + stream));
  EXPECT_EQ(refused("GetResourcePolicy", resource(kTabArn + "/stream/2000-01-01T00:00:00.000")),
            not_found("Requested resource not found: Stream: 2000-01-01T00:00:00.000 not found for Table: Tab"));
  EXPECT_EQ(ok("DeleteResourcePolicy", resource(kTabArn)), "{}");
  EXPECT_EQ(refused("DeleteResourcePolicy", resource(kTabArn, R"(,"ExpectedRevisionId":"17")")),
            aws("PolicyNotFoundException", missing + "Requested update for policy with revision id 17, but table Tab "
                                                     "has no associated policy"));
}

TEST_F(AbsentFeaturesWireTest, PoliciesOfWhatIsNoTable) {
  create();
  for (const std::string_view action : {"GetResourcePolicy", "DeleteResourcePolicy"}) {
    EXPECT_EQ(refused(action, resource("arn:aws:dynamodb:us-east-1:000000000000:table/nobody")),
              not_found("Requested resource not found: Table: nobody not found"));
    EXPECT_EQ(refused(action, resource("Tab")), invalid("ARNs must start with 'arn:': Tab"));
    EXPECT_EQ(refused(action, resource(kTabArn + "/index/i")),
              invalid("Invalid resource arn provided, only table or stream is accepted. Provided resource arn: " +
                      kTabArn + "/index/i"));
    EXPECT_EQ(refused(action, resource(kTabArn + "/backup/0170")),
              invalid("Provided Arn is not a DynamoDB resource arn: " + kTabArn + "/backup/0170"));
  }
}

TEST_F(AbsentFeaturesWireTest, NoTableStreamsToKinesis) {
  create();
  EXPECT_EQ(ok("DescribeKinesisStreamingDestination", kTab),
            R"({"TableName":"Tab","KinesisDataStreamDestinations":[]})");
  const std::string state = "Table is not in a valid state to enable Kinesis Streaming Destination: ";
  EXPECT_EQ(refused("DisableKinesisStreamingDestination", R"({"TableName":"Tab",)" + kStream + "}"),
            validation(state + "KinesisStreamingDestination must be ACTIVE to perform DISABLE operation."));
  EXPECT_EQ(refused("UpdateKinesisStreamingDestination",
                    R"({"TableName":"Tab",)" + kStream +
                        R"(,"UpdateKinesisStreamingConfiguration":{"ApproximateCreationDateTimePrecision":)"
                        R"("MICROSECOND"}})"),
            validation(state + "Kinesis streaming is not in ACTIVE state. Updates are only allowed in ACTIVE state. "
                               "TableName: Tab, kdsArn: arn:aws:kinesis:us-east-1:000000000000:stream/s"));
  const std::string gone = not_found("Requested resource not found: Table: nobody not found");
  EXPECT_EQ(refused("DescribeKinesisStreamingDestination", R"({"TableName":"nobody"})"), gone);
  EXPECT_EQ(refused("DisableKinesisStreamingDestination", R"({"TableName":"nobody",)" + kStream + "}"), gone);
}

TEST_F(AbsentFeaturesWireTest, NoTableHasReplicas) {
  create();
  const std::string absent = "Global table with name: 'Tab' does not exist.";
  EXPECT_EQ(refused("DescribeTableReplicaAutoScaling", kTab), not_found(absent));
  EXPECT_EQ(refused("DescribeGlobalTable", global()),
            aws("GlobalTableNotFoundException", "Global table not found: " + absent));
  EXPECT_EQ(refused("DescribeGlobalTableSettings", global()), aws("GlobalTableNotFoundException", absent));
  EXPECT_EQ(ok("ListGlobalTables", R"({"Limit":1,"RegionName":"us-east-1"})"), R"({"GlobalTables":[]})");
  const std::string described = ok("DescribeTable", kTab);
  for (const std::string_view absent_member : {"Replicas", "GlobalTableVersion", "MultiRegionConsistency"}) {
    EXPECT_EQ(member(described, absent_member), "") << absent_member;
  }
}

TEST_F(AbsentFeaturesWireTest, GlobalTablesOfTheOldVersionAreRefusedAsOnAws) {
  const std::string legacy = invalid(
      "DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables "
      "version 2019.11.21, instead of version 2017.11.29 (Legacy).");
  EXPECT_EQ(refused("CreateGlobalTable", global(R"(,"ReplicationGroup":[{"RegionName":"us-east-1"}])")), legacy);
  EXPECT_EQ(refused("UpdateGlobalTable", global(R"(,"ReplicaUpdates":[{"Create":{"RegionName":"us-east-1"}}])")),
            legacy);
  EXPECT_EQ(
      refused("UpdateGlobalTable", global(R"(,"ReplicaUpdates":[{"Delete":{"RegionName":"us-east-1"}}])")),
      aws("GlobalTableNotFoundException", "Global table not found: Global table with name: 'Tab' does not exist."));
  EXPECT_EQ(refused("UpdateGlobalTable", global(R"(,"ReplicaUpdates":[])")),
            validation("One or more parameter values were invalid"));
  EXPECT_EQ(refused("CreateGlobalTable", global()),
            validation("1 validation error detected: Value null at 'replicationGroup' failed to satisfy constraint: "
                       "Member must not be null"));
}

TEST_F(AbsentFeaturesWireTest, EndpointsAreWhereTheRequestWent) {
  operations::Identity identity;
  identity.host = "db.example:8000";
  EXPECT_EQ(client_.call("DescribeEndpoints", "{}", identity).body,
            R"({"Endpoints":[{"Address":"db.example:8000","CachePeriodInMinutes":1440}]})");
}

}  // namespace
}  // namespace basalt::testing
