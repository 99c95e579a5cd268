#include "wire/shapes.h"

#include "gtest/gtest.h"

namespace basalt::wire {
namespace {

TEST(ShapesTest, ConsumedCapacityOfATableAndItsIndexes) {
  operations::ConsumedCapacity capacity;
  capacity.table_name = "T";
  capacity.total = {3, std::nullopt, 3.0};
  capacity.table = operations::Capacity{1, std::nullopt, std::nullopt};
  capacity.local_indexes["l"] = {1.5, std::nullopt, std::nullopt};
  capacity.global_indexes["g"] = {0.5, std::nullopt, std::nullopt};
  std::string out;
  write_consumed_capacity(capacity, out);
  EXPECT_EQ(
      out,
      R"({"TableName":"T","CapacityUnits":3.0,"WriteCapacityUnits":3.0,"Table":{"CapacityUnits":1.0},)"
      R"("LocalSecondaryIndexes":{"l":{"CapacityUnits":1.5}},"GlobalSecondaryIndexes":{"g":{"CapacityUnits":0.5}}})");
}

TEST(ShapesTest, ItemCollectionMetrics) {
  operations::ItemCollectionMetrics metrics;
  metrics.item_collection_key = Item{{"pk", AttributeValue::string("a")}};
  std::string out;
  write_item_collection_metrics(metrics, out);
  EXPECT_EQ(out, R"({"ItemCollectionKey":{"pk":{"S":"a"}},"SizeEstimateRangeGB":[0.0,1.0]})");
}

}  // namespace
}  // namespace basalt::wire
