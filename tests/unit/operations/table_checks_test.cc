#include "operations/table_checks.h"

#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

KeySchemaElement hash(std::string name) { return {std::move(name), KeyType::kHash}; }
KeySchemaElement range(std::string name) { return {std::move(name), KeyType::kRange}; }

std::vector<store::AttributeDefinition> definitions(std::initializer_list<const char*> names) {
  std::vector<store::AttributeDefinition> result;
  for (const char* name : names) result.push_back({name, AttributeType::kString});
  return result;
}

GlobalIndexParameter global(std::vector<KeySchemaElement> key) {
  GlobalIndexParameter index;
  index.name = "gsi";
  index.key_schema = std::move(key);
  index.projection.type = store::ProjectionType::kAll;
  return index;
}

class GlobalIndexTest : public testing::Test {
 protected:
  std::string check(const GlobalIndexParameter& index) {
    return message_of(IndexChecks(table_key_, definitions_).global(index, store::BillingMode::kPayPerRequest));
  }
  std::vector<KeySchemaElement> table_key_{hash("a")};
  std::vector<store::AttributeDefinition> definitions_ = definitions({"a", "b", "c", "d", "e", "f", "g", "h", "i"});
};

TEST_F(GlobalIndexTest, UpToFourAttributesOfEachKind) {
  EXPECT_EQ(check(global({hash("a")})), "");
  EXPECT_EQ(check(global({hash("a"), hash("b")})), "");
  EXPECT_EQ(check(global({hash("a"), hash("b"), hash("c"), hash("d"), range("e"), range("f"), range("g"), range("h")})),
            "");
  EXPECT_EQ(check(global({hash("a"), hash("b"), hash("c"), hash("d"), hash("e")})),
            "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of HASH key "
            "attributes");
  EXPECT_EQ(check(global({hash("a"), range("b"), range("c"), range("d"), range("e"), range("f")})),
            "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of RANGE key "
            "attributes");
  EXPECT_EQ(check(global({hash("a"), range("b"), hash("c")})),
            "One or more parameter values were invalid: All HASH key attributes must precede RANGE key attributes in "
            "the KeySchema");
  EXPECT_EQ(check(global({hash("a"), range("b"), range("a")})),
            "The KeySchema contains multiple key attributes with the same name");
  EXPECT_EQ(check(global({range("a")})), "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
}

TEST_F(GlobalIndexTest, OnDemandAndWarmThroughputNameTheIndex) {
  GlobalIndexParameter index = global({hash("a")});
  index.on_demand = OnDemandParameter{0, std::nullopt};
  EXPECT_EQ(check(index),
            "One or more parameter values were invalid: Requested MaxReadRequestUnits for OnDemandThroughput for index "
            ": gsi is outside of valid range");
  index.on_demand.reset();
  index.warm = WarmThroughputParameter{std::nullopt, 3999};
  EXPECT_NE(check(index).find("Requested WriteUnitsPerSecond for WarmThroughput for index gsi is lower than"),
            std::string::npos);
}

TEST_F(GlobalIndexTest, ProjectedAttributesCountAcrossIndexes) {
  IndexChecks checks(table_key_, definitions_);
  for (int i = 0; i < 6; ++i) {
    GlobalIndexParameter index = global({hash("a")});
    index.name = "gsi" + std::to_string(i);
    index.projection.type = store::ProjectionType::kInclude;
    std::vector<std::string> names;
    for (int n = 0; n < 20; ++n) names.push_back("n" + std::to_string(n));
    index.projection.non_key_attributes = names;
    EXPECT_EQ(checks.global(index, store::BillingMode::kPayPerRequest).ok(), i < 5) << i;
  }
}

TEST_F(GlobalIndexTest, ARepeatedProjectedAttributeIsRefused) {
  GlobalIndexParameter index = global({hash("a")});
  index.projection = {store::ProjectionType::kInclude, std::vector<std::string>{"x", "y", "x"}};
  EXPECT_EQ(check(index), "One or more parameter values were invalid: Duplicate element in NonKeyAttributes: x");
}

TEST(TableChecksTest, MaximaGoOnlyWithOnDemandTables) {
  EXPECT_EQ(message_of(check_on_demand({std::nullopt, 5}, store::BillingMode::kProvisioned, {}, false)),
            "One or more parameter values were invalid: MaxWriteRequestUnits for OnDemandThroughput cannot be "
            "specified when the table BillingMode is PROVISIONED");
  EXPECT_FALSE(check_on_demand({-1, std::nullopt}, store::BillingMode::kPayPerRequest, {}, false).ok());
  EXPECT_TRUE(check_on_demand({-1, std::nullopt}, store::BillingMode::kPayPerRequest, {}, true).ok());
}

TEST(TableChecksTest, Encryption) {
  EXPECT_EQ(message_of(check_sse({true, std::nullopt, "k"})),
            "One or more parameter values were invalid: SSEType KMS is required if KMSMasterKeyId is specified");
  EXPECT_EQ(message_of(check_sse({std::nullopt, std::nullopt, "k"})),
            "One or more parameter values were invalid: KMSMasterKeyId can not be specified if Enabled is false");
  EXPECT_TRUE(check_sse({true, SseType::kKms, "k"}).ok());
  EXPECT_TRUE(check_sse({}).ok());
}

}  // namespace
}  // namespace basalt::operations
