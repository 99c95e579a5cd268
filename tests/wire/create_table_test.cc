#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

using CreateTableWireTest = TableWireTest;

// A CreateTable request of these members and a valid name.
std::string request(std::string_view members) { return R"({"TableName":"abc",)" + std::string(members) + "}"; }

// Attribute definitions a, b (S), and the key a, b.
constexpr std::string_view kDefinitions =
    R"("AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"}])";
constexpr std::string_view kKey =
    R"("KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}])";
constexpr std::string_view kUnits = R"("ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1})";

std::string valid(std::string_view more) {
  return request(std::string(kDefinitions) + "," + std::string(kKey) + "," + std::string(kUnits) + "," +
                 std::string(more));
}

std::string index(std::string_view name, std::string_view hash, std::string_view range,
                  std::string_view projection = R"({"ProjectionType":"ALL"})") {
  std::string key = R"([{"AttributeName":")" + std::string(hash) + R"(","KeyType":"HASH"})";
  if (!range.empty()) key += R"(,{"AttributeName":")" + std::string(range) + R"(","KeyType":"RANGE"})";
  return R"({"IndexName":")" + std::string(name) + R"(","KeySchema":)" + key + R"(],"Projection":)" +
         std::string(projection) + "}";
}

TEST_F(CreateTableWireTest, AnswersTheDescription) {
  const std::string answer = create();
  const std::string id = member(answer, "TableId");
  EXPECT_EQ(answer,
            R"({"TableDescription":{"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],)"
            R"("KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"CreationDateTime":1767225600,)"
            R"("TableName":"Tab","TableStatus":"CREATING",)"
            R"("ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0},)"
            R"("TableSizeBytes":0,"ItemCount":0,"TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Tab",)"
            R"("TableId":)" +
                id +
                R"(,"BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST",)"
                R"("LastUpdateToPayPerRequestDateTime":1767225600},)"
                R"("TableThroughputModeSummary":{"TableThroughputMode":"PAY_PER_REQUEST",)"
                R"("LastUpdateToPayPerRequestDateTime":1767225600},"DeletionProtectionEnabled":false,)"
                R"("WarmThroughput":{"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"CREATING"}}})");
  const std::string described = ok("DescribeTable", R"({"TableName":"Tab"})");
  EXPECT_EQ(member(described, "TableId"), id);
  EXPECT_EQ(member(described, "TableStatus"), "\"ACTIVE\"");
}

TEST_F(CreateTableWireTest, IndexesAreDescribed) {
  const std::string answer = ok(
      "CreateTable", valid(R"("LocalSecondaryIndexes":[)" + index("loc", "a", "b") +
                           R"(],"GlobalSecondaryIndexes":[{"IndexName":"glo","KeySchema":[{"AttributeName":"b",)"
                           R"("KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x"]},)" +
                           std::string(kUnits) + "}]"));
  EXPECT_NE(answer.find(R"("LocalSecondaryIndexes":[{"IndexName":"loc","KeySchema":[{"AttributeName":"a",)"
                        R"("KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],"Projection":)"
                        R"({"ProjectionType":"ALL"},"IndexSizeBytes":0,"ItemCount":0,)"
                        R"("IndexArn":"arn:aws:dynamodb:us-east-1:000000000000:table/abc/index/loc"}])"),
            std::string::npos)
      << answer;
  EXPECT_NE(answer.find(R"("Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x"]},"IndexSizeBytes":0,)"
                        R"("ItemCount":0,"IndexArn":"arn:aws:dynamodb:us-east-1:000000000000:table/abc/index/glo",)"
                        R"("IndexStatus":"CREATING")"),
            std::string::npos)
      << answer;
  EXPECT_EQ(member(ok("DescribeTable", R"({"TableName":"abc"})"), "IndexStatus"), "\"ACTIVE\"");
}

TEST_F(CreateTableWireTest, SettingsRoundTrip) {
  const std::string answer = create(
      R"(,"DeletionProtectionEnabled":true,"TableClass":"STANDARD_INFREQUENT_ACCESS",)"
      R"("OnDemandThroughput":{"MaxReadRequestUnits":5},"StreamSpecification":{"StreamEnabled":true,)"
      R"("StreamViewType":"NEW_IMAGE"},"SSESpecification":{"Enabled":true,"SSEType":"KMS","KMSMasterKeyId":"k1"})");
  for (const std::string_view part : {
           R"("DeletionProtectionEnabled":true)",
           R"("TableClassSummary":{"TableClass":"STANDARD_INFREQUENT_ACCESS"})",
           R"("OnDemandThroughput":{"MaxReadRequestUnits":5})",
           R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"},)"
           R"("LatestStreamLabel":"2026-01-01T00:00:00.000",)"
           R"("LatestStreamArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Tab/stream/2026-01-01T00:00:00.000")",
           R"("SSEDescription":{"Status":"ENABLED","SSEType":"KMS",)"
           R"("KMSMasterKeyArn":"arn:aws:kms:us-east-1:000000000000:key/k1"})",
       }) {
    EXPECT_NE(answer.find(part), std::string::npos) << part << "\n" << answer;
  }
}

TEST_F(CreateTableWireTest, ATakenNameIsRefused) {
  create();
  EXPECT_EQ(refused("CreateTable", definition("Tab")), in_use("Table already exists: Tab"));
}

TEST_F(CreateTableWireTest, Constraints) {
  const struct {
    std::string body;
    std::string message;
  } cases[] = {
      {"{}", "The parameter 'TableName' is required but was not present in the request"},
      {definition("ab"),
       "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length "
       "greater than or equal to 3"},
      {definition(std::string(256, 'a')), "1 validation error detected: Value '" + std::string(256, 'a') +
                                              "' at 'tableName' failed to satisfy constraint: Member must have length "
                                              "less than or equal to 255"},
      {R"({"TableName":"abc;"})",
       "3 validation errors detected: Value null at 'attributeDefinitions' failed to satisfy constraint: Member must "
       "not be null; Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression "
       "pattern: [a-zA-Z0-9_.-]+; Value null at 'keySchema' failed to satisfy constraint: Member must not be null"},
      {R"({"TableName":"abc","AttributeDefinitions":[],"KeySchema":[],"BillingMode":"A",)"
       R"("ProvisionedThroughput":{"ReadCapacityUnits":-1,"WriteCapacityUnits":-1}})",
       "4 validation errors detected: Value 'A' at 'billingMode' failed to satisfy constraint: Member must satisfy "
       "enum "
       "value set: [PROVISIONED, PAY_PER_REQUEST]; Value '-1' at 'provisionedThroughput.writeCapacityUnits' failed to "
       "satisfy constraint: Member must have value greater than or equal to 1; Value '-1' at "
       "'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or "
       "equal to 1; Value '[]' at 'keySchema' failed to satisfy constraint: Member must have length greater than or "
       "equal to 1"},
      {request(R"("AttributeDefinitions":[{}],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},)"
               R"({"AttributeName":"sk","KeyType":"RANGE"},{"AttributeName":"x","KeyType":"Woop"}])"),
       "4 validation errors detected: Value null at 'attributeDefinitions.1.member.attributeName' failed to satisfy "
       "constraint: Member must not be null; Value null at 'attributeDefinitions.1.member.attributeType' failed to "
       "satisfy constraint: Member must not be null; Value '[KeySchemaElement(attributeName=pk, keyType=HASH), "
       "KeySchemaElement(attributeName=sk, keyType=RANGE), KeySchemaElement(attributeName=x, keyType=Woop)]' at "
       "'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2; Value 'Woop' at "
       "'keySchema.3.member.keyType' failed to satisfy constraint: Member must satisfy enum value set: [HASH, RANGE]"},
      {definition("abc", R"(,"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"SS"}])"),
       "1 validation error detected: Value 'SS' at 'attributeDefinitions.1.member.attributeType' failed to satisfy "
       "constraint: Member must satisfy enum value set: [B, N, S]"},
  };
  for (const auto& [body, message] : cases) EXPECT_EQ(refused("CreateTable", body), validation(message)) << body;
}

TEST_F(CreateTableWireTest, AtMostTenViolationsAreListed) {
  std::string indexes;
  for (int i = 0; i < 6; ++i) indexes += i == 0 ? "{}" : ",{}";
  const std::string answer = refused("CreateTable", valid(R"("LocalSecondaryIndexes":[)" + indexes + "]"));
  EXPECT_NE(answer.find("10 validation errors detected: Value null at 'localSecondaryIndexes.1.member.indexName'"),
            std::string::npos)
      << answer;
}

TEST_F(CreateTableWireTest, Billing) {
  const std::string base = R"("AttributeDefinitions":[],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"}])";
  EXPECT_EQ(refused("CreateTable", request(base)),
            invalid("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"));
  EXPECT_EQ(refused("CreateTable", request(base + R"(,"BillingMode":"PAY_PER_REQUEST",)" + std::string(kUnits))),
            invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
                    "PAY_PER_REQUEST"));
  const std::string huge = R"(,"ProvisionedThroughput":{"ReadCapacityUnits":1000000000001,)"
                           R"("WriteCapacityUnits":1000000000001})";
  EXPECT_EQ(refused("CreateTable", request(base + huge)),
            validation("Given value 1000000000001 for ReadCapacityUnits is out of bounds"));
}

TEST_F(CreateTableWireTest, KeySchemas) {
  const auto with = [](std::string_view definitions, std::string_view key) {
    return request(R"("BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)" + std::string(definitions) +
                   R"(],"KeySchema":[)" + std::string(key) + "]");
  };
  constexpr std::string_view a = R"({"AttributeName":"a","AttributeType":"S"})";
  constexpr std::string_view ab =
      R"({"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"})";
  constexpr std::string_view hash_a = R"({"AttributeName":"a","KeyType":"HASH"})";
  EXPECT_EQ(refused("CreateTable", with("", hash_a)),
            validation("Invalid KeySchema: Some index key attribute have no definition"));
  EXPECT_EQ(refused("CreateTable", with(R"({"AttributeName":"b","AttributeType":"S"})", hash_a)),
            invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: [a], "
                    "AttributeDefinitions: [b]"));
  EXPECT_EQ(refused("CreateTable",
                    with(ab, R"({"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"a","KeyType":"RANGE"})")),
            validation("Both the Hash Key and the Range Key element in the KeySchema have the same name"));
  EXPECT_EQ(refused("CreateTable", with(ab, R"({"AttributeName":"a","KeyType":"RANGE"},{"AttributeName":"b",)"
                                            R"("KeyType":"HASH"})")),
            validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"));
  EXPECT_EQ(refused("CreateTable", with(ab, R"({"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b",)"
                                            R"("KeyType":"HASH"})")),
            validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"));
  EXPECT_EQ(refused("CreateTable", with(ab, hash_a)),
            invalid("Number of attributes in KeySchema does not exactly match number of attributes defined in "
                    "AttributeDefinitions"));
  EXPECT_EQ(refused("CreateTable", with(std::string(a) + "," + std::string(a), hash_a)),
            validation("Attribute Name is duplicated: a"));
}

TEST_F(CreateTableWireTest, LocalIndexes) {
  const auto with = [](std::string_view list) {
    return valid(R"("LocalSecondaryIndexes":[)" + std::string(list) + "]");
  };
  EXPECT_EQ(refused("CreateTable", with("")), invalid("List of LocalSecondaryIndexes is empty"));
  EXPECT_EQ(refused("CreateTable", definition("abc", R"(,"LocalSecondaryIndexes":[)" + index("abc", "a", "b") + "]")),
            invalid("Table KeySchema does not have a range key, which is required when specifying a "
                    "LocalSecondaryIndex"));
  EXPECT_EQ(refused("CreateTable", with(index("abc", "a", "c"))),
            invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: [a, c], "
                    "AttributeDefinitions: [a, b]"));
  EXPECT_EQ(refused("CreateTable", with(index("abc", "a", ""))),
            invalid("Index KeySchema does not have a range key for index: abc"));
  EXPECT_EQ(refused("CreateTable", with(index("abc", "b", "a"))),
            invalid("Index KeySchema does not have the same leading hash key as table KeySchema for index: abc. index "
                    "hash key: b, table hash key: a"));
  EXPECT_EQ(refused("CreateTable", with(index("abc", "a", "b", "{}"))), invalid("Unknown ProjectionType: null"));
  EXPECT_EQ(refused("CreateTable",
                    with(index("abc", "a", "b", R"({"ProjectionType":"KEYS_ONLY","NonKeyAttributes":["x"]})"))),
            invalid("ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified"));
  EXPECT_EQ(refused("CreateTable", with(index("abc", "a", "b", R"({"ProjectionType":"INCLUDE"})"))),
            invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified"));
  EXPECT_EQ(refused("CreateTable", with(index("abc", "a", "b") + "," + index("abc", "a", "b"))),
            invalid("Duplicate index name: abc"));
  std::string six;
  for (int i = 0; i < 6; ++i) six += (i == 0 ? "" : ",") + index("abc" + std::to_string(i), "a", "b");
  EXPECT_EQ(refused("CreateTable", with(six)), invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5"));
}

TEST_F(CreateTableWireTest, GlobalIndexes) {
  const auto with = [](std::string_view list) {
    return request(std::string(kDefinitions) + "," + std::string(kKey) +
                   R"(,"BillingMode":"PAY_PER_REQUEST","GlobalSecondaryIndexes":[)" + std::string(list) + "]");
  };
  EXPECT_EQ(refused("CreateTable", with("")), invalid("List of GlobalSecondaryIndexes is empty"));
  EXPECT_EQ(refused("CreateTable", with(index("abc", "b", "b"))),
            validation("Both the Hash Key and the Range Key element in the KeySchema have the same name"));
  EXPECT_EQ(refused("CreateTable", with(R"({"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"RANGE"}],)"
                                        R"("Projection":{}})")),
            validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"));
  const std::string provisioned = R"({"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],)"
                                  R"("Projection":{"ProjectionType":"ALL"},)" +
                                  std::string(kUnits) + "}";
  EXPECT_EQ(refused("CreateTable", with(provisioned)),
            invalid("ProvisionedThroughput should not be specified for index: abc when BillingMode is "
                    "PAY_PER_REQUEST"));
  EXPECT_EQ(refused("CreateTable", valid(R"("GlobalSecondaryIndexes":[)" + index("abc", "a", "") + "]")),
            invalid("ProvisionedThroughput is not specified for index: abc"));
  std::string many;
  for (int i = 0; i < 21; ++i) many += (i == 0 ? "" : ",") + index("abc" + std::to_string(i), "a", "b");
  EXPECT_EQ(refused("CreateTable", with(many)),
            invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20"));
}

TEST_F(CreateTableWireTest, UnusedDefinitionsOfATableWithIndexes) {
  EXPECT_EQ(
      refused("CreateTable",
              R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)"
              R"({"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"},)"
              R"({"AttributeName":"c","AttributeType":"S"}],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],)"
              R"("GlobalSecondaryIndexes":[)" +
                  index("abc", "b", "") + "]}"),
      invalid("Some AttributeDefinitions are not used. AttributeDefinitions: [a, b, c], keys used: [a, b]"));
}

TEST_F(CreateTableWireTest, Settings) {
  const struct {
    std::string_view more;
    std::string answer;
  } cases[] = {
      {R"(,"StreamSpecification":{"StreamEnabled":true})",
       invalid("Table is being created with a stream enabled, UpdateViewType is required")},
      {R"(,"StreamSpecification":{"StreamEnabled":false,"StreamViewType":"KEYS_ONLY"})",
       invalid("Table is being created with a stream disabled, UpdateViewType should not be specified")},
      {R"(,"SSESpecification":{"Enabled":false,"SSEType":"KMS"})",
       invalid("SSEType can not be specified if Enabled is false")},
      {R"(,"SSESpecification":{"Enabled":true,"SSEType":"AES256"})", invalid("SSEType AES256 is not supported")},
      {R"(,"TableClass":"COLD")",
       validation("Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, "
                  "STANDARD_INFREQUENT_ACCESS].")},
      {R"(,"OnDemandThroughput":{"MaxWriteRequestUnits":0})",
       invalid("Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range")},
      {R"(,"Tags":[{"Key":"","Value":"x"}])", validation("The Tag Key provided is invalid, Key: ")},
      {R"(,"Tags":[{"Key":"k"}])", validation("The Tag Value provided is invalid, Value: null")},
      {R"(,"ResourcePolicy":"{}")", validation("ResourcePolicy is not supported by this server")},
  };
  for (const auto& [more, answer] : cases) EXPECT_EQ(refused("CreateTable", definition("abc", more)), answer) << more;
}

TEST(CreateTableQuotaTest, TablesPerAccount) {
  operations::Settings settings;
  settings.tables_per_account = 1;
  DispatcherClient client(settings);
  const auto body = [](std::string_view name) {
    return R"({"TableName":")" + std::string(name) +
           R"(","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[)"
           R"({"AttributeName":"a","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST"})";
  };
  EXPECT_EQ(client.call("CreateTable", body("one")).status, 200);
  EXPECT_EQ(client.call("CreateTable", body("two")).body,
            R"({"__type":"com.amazonaws.dynamodb.v20120810#LimitExceededException","message":"Subscriber limit )"
            R"(exceeded: There is a limit of 1 tables per subscriber"})");
}

}  // namespace
}  // namespace basalt::testing
