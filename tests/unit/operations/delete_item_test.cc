#include "basalt/operations/delete_item.h"

#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

class DeleteItemTest : public ItemTest {
 protected:
  static DeleteItem::Request request(const std::string& table, Item key) {
    DeleteItem::Request request;
    request.table_name = table;
    request.key.value = std::move(key);
    return request;
  }
  std::string refusal(DeleteItem::Request request) { return message_of(write<DeleteItem>(std::move(request))); }
};

TEST_F(DeleteItemTest, ErasesAndAnswersTheOldItemWhenAsked) {
  const Item item{{"pk", text("a")}, {"x", number(1)}};
  put("Plain", item);
  DeleteItem::Request erase = request("Plain", {{"pk", text("a")}});
  erase.parameters.return_values = ReturnValues::kAllOld;
  EXPECT_EQ(write<DeleteItem>(erase)->attributes->view().decode(), item);
  EXPECT_FALSE(read("Plain", {{"pk", text("a")}}).has_value());
  EXPECT_FALSE(write<DeleteItem>(erase)->attributes.has_value());
}

TEST_F(DeleteItemTest, AConditionOnAMissingItemSeesTheEmptyItem) {
  DeleteItem::Request erase = request("Plain", {{"pk", text("a")}});
  erase.parameters.condition_expression = "attribute_exists(pk)";
  erase.parameters.return_values_on_condition_check_failure = ReturnValues::kAllOld;
  const auto refused = write<DeleteItem>(erase);
  EXPECT_EQ(refused.error().name(), "ConditionalCheckFailedException");
  EXPECT_FALSE(refused.error().item().has_value());
}

TEST_F(DeleteItemTest, CapacityCountsTheOldItemAndItsIndexEntries) {
  put("Indexed", {{"pk", text("a")}, {"sk", text("b")}, {"tint", text("dark")}, {"x", text(std::string(1500, 'x'))}});
  DeleteItem::Request erase = request("Indexed", {{"pk", text("a")}, {"sk", text("b")}});
  erase.parameters.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
  const auto first = write<DeleteItem>(erase);
  EXPECT_EQ(first->consumed_capacity->table->units, 2);
  EXPECT_EQ(first->consumed_capacity->global_indexes.at("gsi-some").units, 1);
  EXPECT_EQ(first->consumed_capacity->total.units, 3);
  EXPECT_EQ(write<DeleteItem>(erase)->consumed_capacity->total.units, 1);
}

// Each request also has every fault of those below it: the topmost is reported.
TEST_F(DeleteItemTest, ChecksComeInOrder) {
  DeleteItem::Request erase = request("Missing", {{"other", text("a")}});
  erase.key.error = ApiError::validation("a bad value");
  erase.parameters.return_values = ReturnValues::kUpdatedNew;
  erase.parameters.condition_expression = "";
  erase.parameters.expected.emplace();
  EXPECT_EQ(refusal(erase),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{Expected} Expression parameters: {ConditionExpression}");
  erase.parameters.expected.reset();
  EXPECT_EQ(refusal(erase), "a bad value");
  erase.key.error.reset();
  EXPECT_EQ(refusal(erase), "ReturnValues can only be ALL_OLD or NONE");
  erase.parameters.return_values = ReturnValues::kNone;
  EXPECT_EQ(refusal(erase), "Invalid ConditionExpression: The expression can not be empty;");
  erase.parameters.condition_expression.reset();
  EXPECT_EQ(refusal(erase), "Requested resource not found");
  erase.table_name = "Plain";
  EXPECT_EQ(refusal(erase), "The provided key element does not match the schema");
}

}  // namespace
}  // namespace basalt::operations
