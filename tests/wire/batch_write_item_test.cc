#include "wire/page_wire_test.h"

namespace basalt::testing {
namespace {

using BatchWriteItemWireTest = PageWireTest;

std::string requests_of(std::string_view table, std::string_view requests) {
  return R"({"RequestItems":{")" + std::string(table) + R"(":[)" + std::string(requests) + "]}}";
}

constexpr std::string_view kMapValue =
    " at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less "
    "than or equal to 25, Member must have length greater than or equal to 1]";

TEST_F(BatchWriteItemWireTest, WritesAndAnswers) {
  EXPECT_EQ(ok("BatchWriteItem", requests_of("Orders", R"({"PutRequest":{"Item":{"userId":{"S":"a"}}}})")),
            R"({"UnprocessedItems":{}})");
  EXPECT_EQ(ok("BatchWriteItem",
               R"({"RequestItems":{"Orders":[{"DeleteRequest":{"Key":{"userId":{"S":"a"}}}}],"Lines":[{"PutRequest":)"
               R"({"Item":{"userId":{"S":"a"},"line":{"N":"1"},"city":{"S":"Bern"}}}}]},)"
               R"("ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"})"),
            R"({"UnprocessedItems":{},"ItemCollectionMetrics":{"Lines":[{"ItemCollectionKey":{"userId":{"S":"a"}},)"
            R"("SizeEstimateRangeGB":[0.0,1.0]}]},"ConsumedCapacity":[)"
            R"({"TableName":"Orders","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}},)"
            R"({"TableName":"Lines","CapacityUnits":2.0,"Table":{"CapacityUnits":1.0},)"
            R"("GlobalSecondaryIndexes":{"ByCity":{"CapacityUnits":1.0}}}]})");
  EXPECT_EQ(ok("GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":"a"}}})"), "{}");
}

TEST_F(BatchWriteItemWireTest, RequestItemsAreNeeded) {
  const std::string expected = validation("The requestItems parameter is required for BatchWriteItem");
  EXPECT_EQ(refused("BatchWriteItem", "{}"), expected);
  EXPECT_EQ(refused("BatchWriteItem", R"({"RequestItems":{}})"), expected);
}

TEST_F(BatchWriteItemWireTest, Constraints) {
  EXPECT_EQ(refused("BatchWriteItem", requests_of("Orders", "")),
            validation("1 validation error detected: Value '{Orders=[]}'" + std::string(kMapValue)));
  std::string requests;
  std::string printed;
  for (int i = 0; i < 26; ++i) {
    const std::string name = std::to_string(i);
    requests += std::string(i == 0 ? "" : ",") + R"({"DeleteRequest":{"Key":{"k":{"S":")" + name + "\"}}}}";
    printed += std::string(i == 0 ? "" : ", ") +
               "WriteRequest(deleteRequest=DeleteRequest(key={k=AttributeValue(s=" + name + ")}))";
  }
  EXPECT_EQ(refused("BatchWriteItem", requests_of("Orders", requests)),
            validation("1 validation error detected: Value '{Orders=[" + printed + "]}'" + std::string(kMapValue)));
  EXPECT_EQ(refused("BatchWriteItem", requests_of("bad!name", R"({"PutRequest":{"Item":{"pk":{"S":"x"}}}})")),
            validation("1 validation error detected: Value "
                       "'{bad!name=[WriteRequest(putRequest=PutRequest(item={pk=AttributeValue(s=x)}))]}' at "
                       "'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must "
                       "have length less than or equal to 255, Member must have length greater than or equal to 3, "
                       "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]"));
  EXPECT_EQ(refused("BatchWriteItem", requests_of("Orders", R"({"PutRequest":{},"DeleteRequest":{}})")),
            validation("2 validation errors detected: "
                       "Value null at 'requestItems.Orders.member.1.member.deleteRequest.key' failed to satisfy "
                       "constraint: Member must not be null; "
                       "Value null at 'requestItems.Orders.member.1.member.putRequest.item' failed to satisfy "
                       "constraint: Member must not be null"));
}

TEST_F(BatchWriteItemWireTest, Refusals) {
  EXPECT_EQ(refused("BatchWriteItem", requests_of("Orders", "{}")),
            validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the "
                       "supported datatypes"));
  EXPECT_EQ(refused("BatchWriteItem", requests_of("Orders", R"({"PutRequest":{"Item":{"userId":{"N":"1"}}}})")),
            validation("The provided key element does not match the schema"));
}

}  // namespace
}  // namespace basalt::testing
