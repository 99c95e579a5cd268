// DescribeTable, ListTables, DeleteTable, the account's limits, and how long transitions take.
#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

using TablesWireTest = TableWireTest;

TEST_F(TablesWireTest, ATableIsFoundByNameAndByArn) {
  create();
  const std::string by_name = ok("DescribeTable", R"({"TableName":"Tab"})");
  EXPECT_EQ(by_name, ok("DescribeTable", R"({"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Tab"})"));
  EXPECT_EQ(by_name.substr(0, 10), R"({"Table":{)");
  EXPECT_EQ(refused("DescribeTable", R"({"TableName":"Nope"})"),
            not_found("Requested resource not found: Table: Nope not found"));
  EXPECT_EQ(refused("DescribeTable", R"({"TableName":"arn:aws:s3:us-east-1:1:table/Tab"})"),
            validation("Invalid TableArn: Invalid ResourceArn provided as input arn:aws:s3:us-east-1:1:table/Tab"));
}

TEST_F(TablesWireTest, CountsAreTrue) {
  create();
  ok("PutItem", R"({"TableName":"Tab","Item":{"a":{"S":"xy"}}})");
  const std::string described = ok("DescribeTable", R"({"TableName":"Tab"})");
  EXPECT_EQ(member(described, "ItemCount"), "1");
  EXPECT_EQ(member(described, "TableSizeBytes"), "3");
}

TEST_F(TablesWireTest, ListTablesPages) {
  EXPECT_EQ(ok("ListTables", "{}"), R"({"TableNames":[]})");
  for (const std::string_view name : {"bbb", "aaa", "ccc"}) ok("CreateTable", definition(name));
  EXPECT_EQ(ok("ListTables", "{}"), R"({"TableNames":["aaa","bbb","ccc"]})");
  EXPECT_EQ(ok("ListTables", R"({"Limit":2})"), R"({"LastEvaluatedTableName":"bbb","TableNames":["aaa","bbb"]})");
  EXPECT_EQ(ok("ListTables", R"({"Limit":2,"ExclusiveStartTableName":"bbb"})"), R"({"TableNames":["ccc"]})");
  EXPECT_EQ(ok("ListTables", R"({"ExclusiveStartTableName":"bbbb"})"), R"({"TableNames":["ccc"]})");
  EXPECT_EQ(refused("ListTables", R"({"Limit":2147483648,"ExclusiveStartTableName":"8;"})"),
            validation("3 validation errors detected: Value '2147483647' at 'limit' failed to satisfy constraint: "
                       "Member must have value less than or equal to 100; Value '8;' at 'exclusiveStartTableName' "
                       "failed to satisfy constraint: Member must satisfy regular expression pattern: "
                       "[a-zA-Z0-9_.-]+; Value '8;' at 'exclusiveStartTableName' failed to satisfy constraint: Member "
                       "must have length greater than or equal to 3"));
}

TEST_F(TablesWireTest, DeleteTable) {
  create();
  const std::string answer = ok("DeleteTable", R"({"TableName":"Tab"})");
  EXPECT_EQ(member(answer, "TableStatus"), "\"DELETING\"");
  EXPECT_EQ(answer.find("KeySchema"), std::string::npos);
  EXPECT_EQ(refused("DescribeTable", R"({"TableName":"Tab"})"),
            not_found("Requested resource not found: Table: Tab not found"));
  EXPECT_EQ(refused("DeleteTable", R"({"TableName":"Tab"})"),
            not_found("Requested resource not found: Table: Tab not found"));
}

TEST_F(TablesWireTest, AProtectedTableIsNotDeleted) {
  create(R"(,"DeletionProtectionEnabled":true)");
  EXPECT_EQ(refused("DeleteTable", R"({"TableName":"Tab"})"),
            validation("Resource cannot be deleted as it is currently protected against deletion. Disable deletion "
                       "protection first."));
  ok("UpdateTable", R"({"TableName":"Tab","DeletionProtectionEnabled":false})");
  ok("DeleteTable", R"({"TableName":"Tab"})");
}

TEST_F(TablesWireTest, LimitsAndEndpoints) {
  EXPECT_EQ(ok("DescribeLimits", "{}"), R"({"AccountMaxReadCapacityUnits":80000,"AccountMaxWriteCapacityUnits":80000,)"
                                        R"("TableMaxReadCapacityUnits":40000,"TableMaxWriteCapacityUnits":40000})");
  EXPECT_EQ(ok("DescribeEndpoints", "{}"), R"({"Endpoints":[{"Address":"localhost","CachePeriodInMinutes":1440}]})");
}

class SlowTransitionsTest : public ::testing::Test {
 protected:
  static operations::Settings settings() {
    operations::Settings settings;
    settings.transition_delay_ms = 1000;
    return settings;
  }
  std::string call(std::string_view action, std::string_view more = "") {
    return client_.call(action, R"({"TableName":"Tab")" + std::string(more) + "}").body;
  }
  std::string create() {
    return call("CreateTable", R"(,"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[)"
                               R"({"AttributeName":"a","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST")");
  }
  bool describes(std::string_view status) {
    return call("DescribeTable").find(R"("TableStatus":")" + std::string(status) + "\"") != std::string::npos;
  }
  void pass_second() { client_.clock().advance(std::chrono::seconds(1)); }

  DispatcherClient client_{settings()};
};

TEST_F(SlowTransitionsTest, ATableServesOnlyOnceItIsActive) {
  constexpr std::string_view kPut = R"(,"Item":{"a":{"S":"x"}})";
  constexpr std::string_view kNotFound =
      R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found"})";
  create();
  EXPECT_TRUE(describes("CREATING"));
  EXPECT_EQ(call("PutItem", kPut), kNotFound);
  EXPECT_EQ(call("DeleteTable"),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceInUseException","message":"Attempt to change a )"
            R"(resource which is still in use: Table is being created: Tab"})");
  pass_second();
  EXPECT_TRUE(describes("ACTIVE"));
  EXPECT_EQ(call("PutItem", kPut), "{}");
  call("UpdateTable", R"(,"DeletionProtectionEnabled":false)");
  EXPECT_TRUE(describes("UPDATING"));
  EXPECT_EQ(call("PutItem", kPut), "{}");
  pass_second();
  EXPECT_TRUE(describes("ACTIVE"));
}

TEST_F(SlowTransitionsTest, ADeletedTableGoesWhenItsTimeHasCome) {
  create();
  pass_second();
  call("DeleteTable");
  EXPECT_TRUE(describes("DELETING"));
  EXPECT_NE(create().find("ResourceInUseException"), std::string::npos);
  EXPECT_EQ(client_.call("ListTables", "{}").body, R"({"TableNames":["Tab"]})");
  pass_second();
  EXPECT_EQ(client_.call("ListTables", "{}").body, R"({"TableNames":[]})");
  EXPECT_FALSE(describes("DELETING"));
  create();
  EXPECT_TRUE(describes("CREATING"));
}

TEST(ScopeTest, AccountsDoNotSeeEachOthersTables) {
  operations::Settings settings;
  settings.scope_per_account = true;
  DispatcherClient client(settings);
  const auto identity = [](std::string account) {
    operations::Identity who;
    who.account = account;
    who.scope = account + "/us-east-1";
    return who;
  };
  const std::string body =
      R"({"TableName":"Tab","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[)"
      R"({"AttributeName":"a","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST"})";
  EXPECT_EQ(client.call("CreateTable", body, identity("111111111111")).status, 200);
  EXPECT_EQ(client.call("CreateTable", body, identity("222222222222")).status, 200);
  EXPECT_EQ(client.call("ListTables", "{}", identity("333333333333")).body, R"({"TableNames":[]})");
  EXPECT_EQ(client
                .call("DescribeTable", R"({"TableName":"arn:aws:dynamodb:us-east-1:111111111111:table/Tab"})",
                      identity("222222222222"))
                .status,
            400);
}

}  // namespace
}  // namespace basalt::testing
