#include <chrono>
#include <thread>

#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

class UpdateTableWireTest : public TableWireTest {
 protected:
  std::string update(std::string_view members) {
    return ok("UpdateTable", R"({"TableName":"Tab",)" + std::string(members) + "}");
  }
  std::string refused_update(std::string_view members) {
    return refused("UpdateTable", R"({"TableName":"Tab",)" + std::string(members) + "}");
  }
  std::string describe() { return ok("DescribeTable", R"({"TableName":"Tab"})"); }
  // What DescribeTable answers once `wanted` holds of it: indexes come and go in the background.
  template <class Wanted>
  std::string describe_when(const Wanted& wanted) {
    for (int i = 0; i < 2000 && !wanted(describe()); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return describe();
  }
  // A provisioned table Tab with 5 and 6 units.
  void create_provisioned() {
    ok("CreateTable",
       R"({"TableName":"Tab","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[)"
       R"({"AttributeName":"a","KeyType":"HASH"}],"ProvisionedThroughput":{"ReadCapacityUnits":5,)"
       R"("WriteCapacityUnits":6}})");
  }
};

constexpr size_t kNowhere = std::string::npos;
constexpr std::string_view kCreateIndex =
    R"("AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":)"
    R"({"IndexName":"gsi","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],)"
    R"("Projection":{"ProjectionType":"ALL"}}}])";
constexpr std::string_view kDeleteIndex = R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}}])";

TEST_F(UpdateTableWireTest, Throughput) {
  create_provisioned();
  client_.clock().advance(std::chrono::seconds(1));
  EXPECT_EQ(member(update(R"("ProvisionedThroughput":{"ReadCapacityUnits":10,"WriteCapacityUnits":6})"), "TableStatus"),
            "\"UPDATING\"");
  EXPECT_NE(describe().find(R"("ProvisionedThroughput":{"LastIncreaseDateTime":1767225601,)"
                            R"("NumberOfDecreasesToday":0,"ReadCapacityUnits":10,"WriteCapacityUnits":6})"),
            std::string::npos)
      << describe();
  update(R"("ProvisionedThroughput":{"ReadCapacityUnits":10,"WriteCapacityUnits":5})");
  EXPECT_EQ(member(describe(), "NumberOfDecreasesToday"), "1");
  EXPECT_EQ(
      refused_update(R"("ProvisionedThroughput":{"ReadCapacityUnits":10,"WriteCapacityUnits":5})"),
      validation(
          "The provisioned throughput for the table will not change. The requested value equals the current value. "
          "Current ReadCapacityUnits provisioned for the table: 10. Requested ReadCapacityUnits: 10. Current "
          "WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. Refer to the Amazon "
          "DynamoDB Developer Guide for current limits and how to request higher limits."));
}

TEST_F(UpdateTableWireTest, DecreasesAreCountedByTheDay) {
  create_provisioned();
  const auto decreases = [&] { return member(describe(), "NumberOfDecreasesToday"); };
  update(R"("ProvisionedThroughput":{"ReadCapacityUnits":4,"WriteCapacityUnits":6})");
  client_.clock().advance(std::chrono::hours(23));
  update(R"("ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":6})");
  EXPECT_EQ(decreases(), "2");
  // The days are UTC's.
  client_.clock().advance(std::chrono::hours(1));
  EXPECT_EQ(decreases(), "0");
  const std::string updated = update(R"("ProvisionedThroughput":{"ReadCapacityUnits":2,"WriteCapacityUnits":6})");
  EXPECT_EQ(member(updated, "NumberOfDecreasesToday"), "1");
  EXPECT_EQ(decreases(), "1");
}

TEST_F(UpdateTableWireTest, BillingModeBackAndForth) {
  create_provisioned();
  EXPECT_EQ(member(describe(), "BillingMode"), "");
  update(R"("BillingMode":"PAY_PER_REQUEST")");
  EXPECT_EQ(member(describe(), "BillingMode"), "\"PAY_PER_REQUEST\"");
  EXPECT_EQ(member(describe(), "ReadCapacityUnits"), "0");
  update(R"("BillingMode":"PAY_PER_REQUEST")");
  update(std::string(kCreateIndex));
  const std::string units = R"("ProvisionedThroughput":{"ReadCapacityUnits":2,"WriteCapacityUnits":3})";
  EXPECT_EQ(refused_update(R"("BillingMode":"PROVISIONED")"),
            invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED"));
  EXPECT_EQ(refused_update(units), invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                                           "BillingMode is PAY_PER_REQUEST"));
  EXPECT_EQ(refused_update(R"("BillingMode":"PROVISIONED",)" + units),
            invalid("ProvisionedThroughput must be specified for index: gsi"));
  update(R"("BillingMode":"PROVISIONED",)" + units +
         R"(,"GlobalSecondaryIndexUpdates":[{"Update":{"IndexName":"gsi",)" + units + "}}]");
  EXPECT_EQ(member(describe(), "BillingMode"), "\"PROVISIONED\"");
  EXPECT_EQ(member(describe(), "WriteCapacityUnits"), "3");
}

TEST_F(UpdateTableWireTest, Indexes) {
  create();
  const std::string creating = update(kCreateIndex);
  EXPECT_EQ(member(creating, "IndexStatus"), "\"CREATING\"");
  EXPECT_EQ(member(creating, "Backfilling"), "false");
  const std::string described =
      describe_when([](const std::string& body) { return body.find("CREATING") == kNowhere; });
  EXPECT_NE(described.find(R"({"AttributeName":"g","AttributeType":"S"})"), kNowhere) << described;
  EXPECT_EQ(member(described, "IndexName"), "\"gsi\"");
  EXPECT_EQ(member(described, "IndexStatus"), "\"ACTIVE\"");
  EXPECT_EQ(member(described, "Backfilling"), "");
  EXPECT_EQ(refused_update(kCreateIndex), validation("Attempting to create an index which already exists"));
  EXPECT_EQ(member(update(kDeleteIndex), "IndexStatus"), "\"DELETING\"");
  const std::string without = describe_when([](const std::string& body) { return body.find("gsi") == kNowhere; });
  EXPECT_EQ(without.find(R"("AttributeName":"g")"), kNowhere);
  EXPECT_EQ(refused_update(kDeleteIndex), not_found("Requested resource not found"));
}

TEST_F(UpdateTableWireTest, ATypeGivenAnewForAKeyOfTheTableCountsForNothing) {
  create();
  const std::string creating =
      update(R"("AttributeDefinitions":[{"AttributeName":"a","AttributeType":"N"},{"AttributeName":"g",)"
             R"("AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"gsi","KeySchema":)"
             R"([{"AttributeName":"g","KeyType":"HASH"},{"AttributeName":"a","KeyType":"RANGE"}],)"
             R"("Projection":{"ProjectionType":"ALL"}}}])");
  EXPECT_NE(creating.find(R"({"AttributeName":"a","AttributeType":"S"})"), kNowhere) << creating;
  EXPECT_EQ(creating.find(R"("AttributeType":"N")"), kNowhere) << creating;
}

TEST_F(UpdateTableWireTest, ATableIsNotDeletedWhileAnIndexIsCreating) {
  // The index may be ACTIVE before the deletion comes; then another round tries.
  bool refused_once = false;
  for (int round = 0; round < 50 && !refused_once; ++round) {
    create();
    update(kCreateIndex);
    const wire::Answer answer = client_.call("DeleteTable", R"({"TableName":"Tab"})");
    refused_once = answer.status == 400;
    if (!refused_once) continue;
    EXPECT_EQ(answer.body, error("com.amazonaws.dynamodb.v20120810#ResourceInUseException",
                                 "Attempt to change a resource which is still in use: Table is being updated: Tab"));
  }
  EXPECT_TRUE(refused_once);
  describe_when([](const std::string& body) { return body.find("CREATING") == kNowhere; });
  ok("DeleteTable", R"({"TableName":"Tab"})");
}

TEST_F(UpdateTableWireTest, IndexesThatAreRefused) {
  create();
  EXPECT_EQ(refused_update(R"("GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"gsi","KeySchema":)"
                           R"([{"AttributeName":"x","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}])"),
            invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: [x], "
                    "AttributeDefinitions: []"));
  EXPECT_EQ(refused_update(R"("AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],)"
                           R"("GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"gsi","KeySchema":)"
                           R"([{"AttributeName":"g","KeyType":"HASH"},{"AttributeName":"a","KeyType":"RANGE"}],)"
                           R"("Projection":{"ProjectionType":"ALL"}}}])"),
            invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: [g, a], "
                    "AttributeDefinitions: [g]"));
  EXPECT_EQ(refused_update(R"("GlobalSecondaryIndexUpdates":[{}])"),
            invalid("One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
                    "GlobalSecondaryIndexUpdate.Delete must not be null"));
  EXPECT_EQ(refused_update(R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"abc"}},)"
                           R"({"Delete":{"IndexName":"abc"}}])"),
            invalid("Only one global secondary index update per index is allowed simultaneously. Index: abc"));
  EXPECT_EQ(refused_update(R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"abc"}},)"
                           R"({"Delete":{"IndexName":"abd"}}])"),
            error("com.amazonaws.dynamodb.v20120810#LimitExceededException",
                  "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table"));
  EXPECT_EQ(refused_update(R"("GlobalSecondaryIndexUpdates":[{"Update":{"IndexName":"a"}}])"),
            validation("1 validation error detected: Value 'a' at "
                       "'globalSecondaryIndexUpdates.1.member.update.indexName' failed to satisfy constraint: Member "
                       "must have length greater than or equal to 3"));
}

TEST_F(UpdateTableWireTest, StreamEncryptionClassAndMaxima) {
  create();
  update(R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"})");
  EXPECT_EQ(member(describe(), "StreamViewType"), "\"KEYS_ONLY\"");
  EXPECT_EQ(refused_update(R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"})"),
            validation("Table already has an enabled stream: TableName: Tab"));
  update(R"("StreamSpecification":{"StreamEnabled":false})");
  EXPECT_EQ(refused_update(R"("StreamSpecification":{"StreamEnabled":false})"),
            validation("Table has no stream to disable: TableName: Tab"));
  EXPECT_EQ(refused_update(R"("SSESpecification":{})"), invalid("Table is already encrypted by default"));
  update(R"("SSESpecification":{"Enabled":true})");
  EXPECT_EQ(member(describe(), "SSEType"), "\"KMS\"");
  update(R"("TableClass":"STANDARD_INFREQUENT_ACCESS")");
  EXPECT_EQ(member(describe(), "TableClass"), "\"STANDARD_INFREQUENT_ACCESS\"");
  update(R"("OnDemandThroughput":{"MaxReadRequestUnits":7})");
  EXPECT_EQ(member(describe(), "MaxReadRequestUnits"), "7");
  update(R"("OnDemandThroughput":{"MaxReadRequestUnits":-1})");
  EXPECT_EQ(member(describe(), "MaxReadRequestUnits"), "");
  EXPECT_EQ(refused_update(R"("WarmThroughput":{"ReadUnitsPerSecond":5})"),
            invalid("Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, "
                    "decreasing WarmThroughput is not supported"));
  update(R"("WarmThroughput":{"ReadUnitsPerSecond":13000})");
  EXPECT_EQ(member(describe(), "ReadUnitsPerSecond"), "13000");
}

TEST_F(UpdateTableWireTest, WhatCannotBeCombined) {
  create();
  EXPECT_EQ(refused("UpdateTable", R"({"TableName":"Tab","GlobalSecondaryIndexUpdates":[]})"),
            validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                       "GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, "
                       "ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, "
                       "WarmThroughput or TableClass is required"));
  EXPECT_EQ(refused_update(R"("SSESpecification":{},"DeletionProtectionEnabled":true)"),
            invalid("Server-Side Encryption modification must be the only operation in the request"));
  EXPECT_EQ(refused_update(R"("TableClass":"STANDARD","DeletionProtectionEnabled":true)"),
            invalid("TableClass modification must be the only operation in the request"));
  EXPECT_EQ(refused_update(R"("BillingMode":"PAY_PER_REQUEST","DeletionProtectionEnabled":true)"),
            invalid("DeletionProtection modification must be the only operation in the request"));
  EXPECT_EQ(refused_update(R"("StreamSpecification":{"StreamEnabled":false},)" + std::string(kCreateIndex)),
            invalid("You cannot create or delete index while changing stream status"));
}

TEST_F(UpdateTableWireTest, NamesThatNobodyHas) {
  EXPECT_EQ(refused_update(R"("BillingMode":"PAY_PER_REQUEST")"),
            not_found("Requested resource not found: Table: Tab not found"));
  EXPECT_EQ(refused("UpdateTable", "{}"),
            validation("The parameter 'TableName' is required but was not present in the request"));
}

}  // namespace
}  // namespace basalt::testing
