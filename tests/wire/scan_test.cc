#include "wire/page_wire_test.h"

namespace basalt::testing {
namespace {

using ScanWireTest = PageWireTest;

std::string lines(std::string_view more) { return R"({"TableName":"Lines")" + std::string(more) + "}"; }

TEST_F(ScanWireTest, AnswersAPage) {
  EXPECT_EQ(ok("Scan", lines("")), R"({"Count":0,"Items":[],"ScannedCount":0})");
  put_line("1", R"(,"note":{"S":"n"})");
  EXPECT_EQ(ok("Scan", lines(R"(,"Limit":1,"ProjectionExpression":"note","ReturnConsumedCapacity":"INDEXES")")),
            R"({"Count":1,"Items":[{"note":{"S":"n"}}],"ScannedCount":1,)"
            R"("LastEvaluatedKey":{"line":{"N":"1"},"userId":{"S":"a"}},)"
            R"("ConsumedCapacity":{"TableName":"Lines","CapacityUnits":0.5,"Table":{"CapacityUnits":0.5}}})");
  EXPECT_EQ(ok("Scan", lines(R"(,"FilterExpression":"note = :n","ExpressionAttributeValues":{":n":{"S":"x"}})")),
            R"({"Count":0,"Items":[],"ScannedCount":1})");
}

TEST_F(ScanWireTest, Constraints) {
  EXPECT_EQ(refused("Scan", lines(R"(,"TotalSegments":1000001,"Segment":-1,"Limit":0)")),
            validation("3 validation errors detected: "
                       "Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less "
                       "than or equal to 1000000; "
                       "Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or "
                       "equal to 0; "
                       "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or "
                       "equal to 1"));
}

TEST_F(ScanWireTest, Refusals) {
  EXPECT_EQ(refused("Scan", lines(R"(,"Select":"SPECIFIC_ATTRIBUTES")")),
            validation("Must specify the AttributesToGet or ProjectionExpression when choosing to get "
                       "SPECIFIC_ATTRIBUTES"));
  EXPECT_EQ(refused("Scan", lines(R"(,"ExclusiveStartKey":{"bad":{"S":"p"}})")),
            validation("The provided starting key is invalid: The provided key element does not match the schema"));
  EXPECT_EQ(refused("Scan", lines(R"(,"IndexName":"ByCity","ConsistentRead":true)")),
            validation("Consistent reads are not supported on global secondary indexes"));
}

}  // namespace
}  // namespace basalt::testing
