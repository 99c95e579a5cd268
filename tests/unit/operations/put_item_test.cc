#include "basalt/operations/put_item.h"

#include "basalt/value/item_size.h"
#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

class PutItemTest : public ItemTest {
 protected:
  static PutItem::Request request(const std::string& table, Item item) {
    PutItem::Request request;
    request.table_name = table;
    request.item.value = std::move(item);
    return request;
  }
  static PutItem::Request conditional(Item item, const std::string& condition) {
    PutItem::Request put = request("Plain", std::move(item));
    put.parameters.condition_expression = condition;
    return put;
  }
  std::string refusal(PutItem::Request put) { return message_of(write<PutItem>(std::move(put))); }
};

TEST_F(PutItemTest, StoresTheItemAndReplacesItWhole) {
  put("Plain", {{"pk", text("a")}, {"x", number(1)}});
  put("Plain", {{"pk", text("a")}, {"y", number(2)}});
  EXPECT_EQ(read("Plain", {{"pk", text("a")}}), (Item{{"pk", text("a")}, {"y", number(2)}}));
}

TEST_F(PutItemTest, AllOldAnswersTheItemThatWasReplaced) {
  PutItem::Request first = request("Plain", {{"pk", text("a")}, {"x", number(1)}});
  first.parameters.return_values = ReturnValues::kAllOld;
  PutItem::Request second = first;
  second.item.value = Item{{"pk", text("a")}, {"x", number(2)}};
  EXPECT_FALSE(write<PutItem>(std::move(first))->attributes.has_value());
  const auto answer = write<PutItem>(std::move(second));
  EXPECT_EQ(answer->attributes->view().decode(), (Item{{"pk", text("a")}, {"x", number(1)}}));
}

TEST_F(PutItemTest, FailedConditionChangesNothingAndShowsTheItemWhenAsked) {
  put("Plain", {{"pk", text("a")}, {"x", number(1)}});
  PutItem::Request put = conditional({{"pk", text("a")}}, "attribute_not_exists(pk)");
  const auto silent = write<PutItem>(put);
  EXPECT_EQ(silent.error().name(), "ConditionalCheckFailedException");
  EXPECT_FALSE(silent.error().item().has_value());

  put.parameters.return_values_on_condition_check_failure = ReturnValues::kAllOld;
  const auto shown = write<PutItem>(put);
  EXPECT_EQ(ItemView(*shown.error().item()).decode(), (Item{{"pk", text("a")}, {"x", number(1)}}));
  EXPECT_EQ(read("Plain", {{"pk", text("a")}}), (Item{{"pk", text("a")}, {"x", number(1)}}));
}

TEST_F(PutItemTest, ExpectedIsACondition) {
  PutItem::Request put = request("Plain", {{"pk", text("a")}});
  put.parameters.expected.emplace().value.push_back(
      {"pk", {.value = {}, .exists = false, .comparison_operator = {}, .attribute_value_list = {}}});
  EXPECT_TRUE(write<PutItem>(put).ok());
  EXPECT_EQ(write<PutItem>(put).error().name(), "ConditionalCheckFailedException");
}

// Each request also has every fault of those below it: the topmost is reported.
TEST_F(PutItemTest, ChecksComeInOrder) {
  PutItem::Request put = request("Missing", {{"pk", text(std::string(kMaxItemSize, 'x'))}});
  put.item.error = ApiError::validation("a bad value");
  put.parameters.return_values = ReturnValues::kAllNew;
  put.parameters.conditional_operator = expression::ConditionalOperator::kAnd;
  put.parameters.condition_expression = "a =";
  put.parameters.expected.emplace();
  EXPECT_EQ(refusal(put),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{Expected, ConditionalOperator} Expression parameters: {ConditionExpression}");
  put.parameters.expected.reset();
  put.parameters.conditional_operator.reset();
  EXPECT_EQ(refusal(put), "a bad value");
  put.item.error.reset();
  EXPECT_EQ(refusal(put), "ReturnValues can only be ALL_OLD or NONE");
  put.parameters.return_values = ReturnValues::kNone;
  EXPECT_EQ(refusal(put), "Item size has exceeded the maximum allowed size");
  put.item.value = Item{{"other", text("x")}};
  EXPECT_EQ(refusal(put), "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"=\"");
  put.parameters.condition_expression.reset();
  EXPECT_EQ(refusal(put), "Requested resource not found");
  put.table_name = "Plain";
  EXPECT_EQ(refusal(put), "One or more parameter values were invalid: Missing the key pk in the item");
}

TEST_F(PutItemTest, ConditionalOperatorNeedsTwoConditions) {
  PutItem::Request put = request("Plain", {{"pk", text("a")}});
  put.parameters.conditional_operator = expression::ConditionalOperator::kAnd;
  EXPECT_EQ(refusal(put), "ConditionalOperator cannot be used without Filter or Expected");
  put.parameters.expected.emplace().value.push_back(
      {"pk", {.value = {}, .exists = false, .comparison_operator = {}, .attribute_value_list = {}}});
  EXPECT_EQ(refusal(put), "ConditionalOperator can only be used when Filter or Expected has two or more elements");
}

TEST_F(PutItemTest, PlaceholdersNeedAnExpression) {
  PutItem::Request put = request("Plain", {{"pk", text("a")}});
  put.parameters.placeholders.values.emplace().value.emplace(":v", number(1));
  EXPECT_EQ(refusal(put),
            "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null");
}

TEST_F(PutItemTest, TheLargestItemIsStored) {
  const size_t room = kMaxItemSize - 2 - 1 - 1;  // "pk", "a", "x"
  put("Plain", {{"pk", text("a")}, {"x", text(std::string(room, 'x'))}});
  EXPECT_EQ(refusal(request("Plain", {{"pk", text("a")}, {"x", text(std::string(room + 1, 'x'))}})),
            "Item size has exceeded the maximum allowed size");
}

TEST_F(PutItemTest, CapacityCountsTheLargerOfOldAndNew) {
  put("Plain", {{"pk", text("a")}, {"x", text(std::string(2500, 'x'))}});
  PutItem::Request small = request("Plain", {{"pk", text("a")}});
  small.parameters.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  const auto answer = write<PutItem>(std::move(small));
  EXPECT_EQ(answer->consumed_capacity->table_name, "Plain");
  EXPECT_EQ(answer->consumed_capacity->total.units, 3);
  EXPECT_FALSE(answer->consumed_capacity->table.has_value());
}

TEST_F(PutItemTest, CapacityShowsEveryIndexTheWriteTouched) {
  PutItem::Request put = request("Indexed", {{"pk", text("a")}, {"sk", text("b")}, {"color", text("red")}});
  put.parameters.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
  const auto first = write<PutItem>(put);
  EXPECT_EQ(first->consumed_capacity->total.units, 3);
  EXPECT_EQ(first->consumed_capacity->table->units, 1);
  EXPECT_EQ(first->consumed_capacity->local_indexes.at("lsi").units, 1);
  EXPECT_EQ(first->consumed_capacity->global_indexes.at("gsi-keys").units, 1);
  EXPECT_FALSE(first->consumed_capacity->global_indexes.contains("gsi-some"));

  const auto same_again = write<PutItem>(put);
  EXPECT_EQ(same_again->consumed_capacity->total.units, 1);
  EXPECT_TRUE(same_again->consumed_capacity->local_indexes.empty());
}

TEST_F(PutItemTest, ItemCollectionMetricsAreForTablesWithLocalIndexes) {
  PutItem::Request indexed = request("Indexed", {{"pk", text("a")}, {"sk", text("b")}});
  indexed.parameters.return_item_collection_metrics = ReturnItemCollectionMetrics::kSize;
  const auto answer = write<PutItem>(std::move(indexed));
  EXPECT_EQ(answer->item_collection_metrics->item_collection_key, (Item{{"pk", text("a")}}));

  PutItem::Request plain = request("Plain", {{"pk", text("a")}});
  plain.parameters.return_item_collection_metrics = ReturnItemCollectionMetrics::kSize;
  EXPECT_FALSE(write<PutItem>(std::move(plain))->item_collection_metrics.has_value());
}

}  // namespace
}  // namespace basalt::operations
