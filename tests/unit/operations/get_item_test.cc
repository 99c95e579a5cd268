#include "basalt/operations/get_item.h"

#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

class GetItemTest : public ItemTest {
 protected:
  static GetItem::Request request(const std::string& table, Item key) {
    GetItem::Request request;
    request.table_name = table;
    request.key.value = std::move(key);
    return request;
  }
  GetItem::Response get(const GetItem::Request& request, engine::ReadTier tier = engine::ReadTier::kAll) {
    Context asked = context();
    asked.read_tier = tier;
    return GetItem::run(asked, request).value().value();
  }
  std::string refusal(const GetItem::Request& request) {
    Context asked = context();
    return message_of(GetItem::run(asked, request));
  }
};

TEST_F(GetItemTest, AnswersTheItemOrNothing) {
  const Item item{{"pk", text("a")}, {"x", number(1)}};
  put("Plain", item);
  EXPECT_EQ(get(request("Plain", {{"pk", text("a")}})).item->view().decode(), item);
  EXPECT_FALSE(get(request("Plain", {{"pk", text("b")}})).item.has_value());
}

TEST_F(GetItemTest, ReadsFromMemoryAlone) {
  put("Plain", {{"pk", text("a")}});
  EXPECT_TRUE(get(request("Plain", {{"pk", text("a")}}), engine::ReadTier::kMemory).item.has_value());
}

TEST_F(GetItemTest, ProjectionAnswersNoMoreThanItNames) {
  put("Plain", {{"pk", text("a")}, {"x", number(1)}, {"y", number(2)}});
  GetItem::Request some = request("Plain", {{"pk", text("a")}});
  some.projection_expression = "#n";
  some.placeholders.names.emplace().emplace("#n", "y");
  EXPECT_EQ(get(some).item->view().decode(), (Item{{"y", number(2)}}));

  GetItem::Request legacy = request("Plain", {{"pk", text("a")}});
  legacy.attributes_to_get = {"x", "z"};
  EXPECT_EQ(get(legacy).item->view().decode(), (Item{{"x", number(1)}}));
}

TEST_F(GetItemTest, AProjectionThatMatchesNothingAnswersAnEmptyItem) {
  put("Plain", {{"pk", text("a")}});
  GetItem::Request none = request("Plain", {{"pk", text("a")}});
  none.projection_expression = "z";
  EXPECT_TRUE(get(none).item.value().view().decode().empty());
}

TEST_F(GetItemTest, EventuallyConsistentReadsCostHalf) {
  put("Plain", {{"pk", text("a")}, {"x", text(std::string(5000, 'x'))}});
  GetItem::Request get_large = request("Plain", {{"pk", text("a")}});
  get_large.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  EXPECT_EQ(get(get_large).consumed_capacity->total.units, 1);
  get_large.consistent_read = true;
  EXPECT_EQ(get(get_large).consumed_capacity->total.units, 2);

  GetItem::Request missing = request("Plain", {{"pk", text("b")}});
  missing.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
  EXPECT_EQ(get(missing).consumed_capacity->total.units, 0.5);
  EXPECT_EQ(get(missing).consumed_capacity->table->units, 0.5);
}

TEST_F(GetItemTest, ProjectionIsChargedForTheWholeItem) {
  put("Plain", {{"pk", text("a")}, {"x", text(std::string(9000, 'x'))}});
  GetItem::Request some = request("Plain", {{"pk", text("a")}});
  some.projection_expression = "pk";
  some.consistent_read = true;
  some.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  EXPECT_EQ(get(some).consumed_capacity->total.units, 3);
}

// Each request also has every fault of those below it: the topmost is reported.
TEST_F(GetItemTest, ChecksComeInOrder) {
  GetItem::Request get_bad = request("Missing", {{"other", text("a")}});
  get_bad.attributes_to_get = {"x"};
  get_bad.projection_expression = "a b";
  get_bad.key.error = ApiError::validation("a bad value");
  EXPECT_EQ(refusal(get_bad),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{AttributesToGet} Expression parameters: {ProjectionExpression}");
  get_bad.attributes_to_get.reset();
  EXPECT_EQ(refusal(get_bad), "a bad value");
  get_bad.key.error.reset();
  EXPECT_EQ(refusal(get_bad), "Invalid ProjectionExpression: Syntax error; token: \"b\", near: \"a b\"");
  get_bad.projection_expression = "pk.x";
  EXPECT_EQ(refusal(get_bad), "Requested resource not found");
  get_bad.table_name = "Plain";
  EXPECT_EQ(refusal(get_bad), "The provided key element does not match the schema");
  get_bad.key.value = Item{{"pk", text("a")}};
  EXPECT_EQ(refusal(get_bad),
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk");
}

TEST_F(GetItemTest, NamesNeedAProjection) {
  GetItem::Request named = request("Plain", {{"pk", text("a")}});
  named.placeholders.names.emplace().emplace("#n", "y");
  EXPECT_EQ(refusal(named), "ExpressionAttributeNames can only be specified when using expressions");
}

}  // namespace
}  // namespace basalt::operations
