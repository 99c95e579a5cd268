#include "basalt/operations/update_item.h"

#include "basalt/value/item_size.h"
#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

class UpdateItemTest : public ItemTest {
 protected:
  static UpdateItem::Request request(const std::string& table, Item key) {
    UpdateItem::Request request;
    request.table_name = table;
    request.key.value = std::move(key);
    return request;
  }
  // An update of {pk: a} in Plain, with :v.
  static UpdateItem::Request update(const std::string& expression, AttributeValue value) {
    UpdateItem::Request update = removal(expression);
    update.parameters.placeholders.values.emplace().value.emplace(":v", std::move(value));
    return update;
  }
  static UpdateItem::Request removal(const std::string& expression) {
    UpdateItem::Request update = request("Plain", {{"pk", text("a")}});
    update.update_expression = expression;
    return update;
  }
  std::string refusal(UpdateItem::Request request) { return message_of(write<UpdateItem>(std::move(request))); }
  std::optional<Item> shown(UpdateItem::Request request, ReturnValues return_values) {
    request.parameters.return_values = return_values;
    auto answer = write<UpdateItem>(std::move(request));
    EXPECT_EQ(message_of(answer), "");
    if (!answer.ok() || !answer->attributes) return std::nullopt;
    return answer->attributes->view().decode();
  }
  std::optional<Item> stored() { return read("Plain", {{"pk", text("a")}}); }
};

TEST_F(UpdateItemTest, CreatesAnItemThatIsNotThere) {
  EXPECT_EQ(refusal(update("SET x = :v", number(1))), "");
  EXPECT_EQ(stored(), (Item{{"pk", text("a")}, {"x", number(1)}}));
}

TEST_F(UpdateItemTest, WithoutAnyActionItCreatesTheKeyAlone) {
  EXPECT_EQ(refusal(request("Plain", {{"pk", text("a")}})), "");
  EXPECT_EQ(stored(), (Item{{"pk", text("a")}}));
}

TEST_F(UpdateItemTest, RemovingCreatesNothing) {
  EXPECT_EQ(shown(removal("REMOVE x"), ReturnValues::kAllNew), std::nullopt);
  EXPECT_EQ(stored(), std::nullopt);
}

TEST_F(UpdateItemTest, EveryReturnValuesMode) {
  put("Plain", {{"pk", text("a")}, {"x", number(1)}, {"y", number(5)}});
  const Item before{{"pk", text("a")}, {"x", number(1)}, {"y", number(5)}};
  const Item after{{"pk", text("a")}, {"x", number(2)}, {"y", number(5)}};
  const Item old_x{{"x", number(1)}};
  const Item new_x{{"x", number(2)}};
  const auto set_x = [](int64_t x) { return update("SET x = :v", number(x)); };
  EXPECT_EQ(shown(set_x(2), ReturnValues::kAllOld), before);
  EXPECT_EQ(shown(set_x(1), ReturnValues::kUpdatedOld), new_x);
  EXPECT_EQ(shown(set_x(2), ReturnValues::kUpdatedNew), new_x);
  EXPECT_EQ(shown(set_x(1), ReturnValues::kUpdatedNew), old_x);
  EXPECT_EQ(shown(set_x(2), ReturnValues::kAllNew), after);
  EXPECT_EQ(shown(set_x(2), ReturnValues::kNone), std::nullopt);
}

TEST_F(UpdateItemTest, ReturnValuesOfACreatedItem) {
  EXPECT_EQ(shown(update("SET x = :v", number(1)), ReturnValues::kUpdatedOld), std::nullopt);
  EXPECT_EQ(shown(request("Plain", {{"pk", text("b")}}), ReturnValues::kAllOld), std::nullopt);
  EXPECT_EQ(shown(request("Plain", {{"pk", text("c")}}), ReturnValues::kAllNew), (Item{{"pk", text("c")}}));
}

TEST_F(UpdateItemTest, AnUpdateThatChangesNothingStillAnswers) {
  put("Plain", {{"pk", text("a")}, {"x", number(1)}});
  EXPECT_EQ(shown(update("SET x = :v", number(1)), ReturnValues::kAllNew), (Item{{"pk", text("a")}, {"x", number(1)}}));
  EXPECT_EQ(shown(update("SET x = :v", number(1)), ReturnValues::kUpdatedNew), (Item{{"x", number(1)}}));
  UpdateItem::Request same = update("SET x = :v", number(1));
  same.parameters.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  EXPECT_EQ(write<UpdateItem>(std::move(same))->consumed_capacity->total.units, 1);
}

TEST_F(UpdateItemTest, RemovedAttributesHaveNoNewValue) {
  put("Plain", {{"pk", text("a")}, {"x", number(1)}});
  EXPECT_EQ(shown(removal("REMOVE x"), ReturnValues::kUpdatedNew), std::nullopt);
}

TEST_F(UpdateItemTest, AttributeUpdatesDoTheSame) {
  put("Plain", {{"pk", text("a")}, {"x", number(1)}, {"y", number(5)}});
  UpdateItem::Request legacy = request("Plain", {{"pk", text("a")}});
  auto& updates = legacy.attribute_updates.emplace().value;
  updates.push_back({"x", {.value = number(2), .action = "ADD"}});
  updates.push_back({"y", {.value = std::nullopt, .action = "DELETE"}});
  updates.push_back({"z", {.value = text("new"), .action = std::nullopt}});
  EXPECT_EQ(shown(legacy, ReturnValues::kUpdatedOld), (Item{{"x", number(1)}, {"y", number(5)}}));
  EXPECT_EQ(stored(), (Item{{"pk", text("a")}, {"x", number(3)}, {"z", text("new")}}));
}

TEST_F(UpdateItemTest, TheKeyCannotBeUpdated) {
  EXPECT_EQ(refusal(update("SET pk = :v", text("b"))),
            "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key");
  UpdateItem::Request sort = request("Indexed", {{"pk", text("a")}, {"sk", text("b")}});
  sort.update_expression = "REMOVE sk";
  EXPECT_EQ(refusal(sort),
            "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key");
}

TEST_F(UpdateItemTest, IndexKeysKeepTheirTypesAndAreNotEmpty) {
  UpdateItem::Request colored = request("Indexed", {{"pk", text("a")}, {"sk", text("b")}});
  colored.update_expression = "SET color = :v";
  auto& value = colored.parameters.placeholders.values.emplace().value[":v"];
  value = number(1);
  EXPECT_EQ(refusal(colored),
            "One or more parameter values were invalid: Type mismatch for Index Key color Expected: S Actual: N "
            "IndexName: gsi-keys");
  value = text("");
  EXPECT_EQ(refusal(colored),
            "One or more parameter values are not valid. The update expression attempted to update a secondary index "
            "key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty "
            "string value.");
  colored.update_expression = "SET color.x = :v";
  EXPECT_EQ(refusal(colored),
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: "
            "color");
}

TEST_F(UpdateItemTest, SizeAndNestingOfTheResultAreLimited) {
  put("Plain", {{"pk", text("a")}, {"x", text(std::string(kMaxItemSize / 2, 'x'))}});
  EXPECT_EQ(refusal(update("SET y = :v", text(std::string(kMaxItemSize / 2, 'x')))),
            "Item size to update has exceeded the maximum allowed size");

  AttributeValue deep = number(1);
  for (int level = 0; level < 31; ++level) deep = AttributeValue::map({{"m", std::move(deep)}});
  put("Plain", {{"pk", text("a")}, {"x", AttributeValue::map({})}});
  EXPECT_EQ(refusal(update("SET x.y = :v", deep)),
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported "
            "limit");
  EXPECT_EQ(refusal(update("SET y = :v", deep)), "");
}

// Each request also has every fault of those below it: the topmost is reported.
TEST_F(UpdateItemTest, ChecksComeInOrder) {
  UpdateItem::Request bad = request("Missing", {{"other", text("a")}});
  bad.key.error = ApiError::validation("a bad value");
  bad.attribute_updates.emplace().value.push_back({"x", {.value = std::nullopt, .action = "ADD"}});
  bad.parameters.expected.emplace().value.push_back(
      {"x", {.value = {}, .exists = true, .comparison_operator = {}, .attribute_value_list = {}}});
  UpdateItem::Request mixed = bad;
  mixed.update_expression = "";
  mixed.parameters.condition_expression = "";
  EXPECT_EQ(refusal(mixed),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}");
  EXPECT_EQ(refusal(bad), "a bad value");
  bad.key.error.reset();
  EXPECT_EQ(refusal(bad),
            "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is "
            "specified");
  bad.attribute_updates->value[0].second.action = "DELETE";
  EXPECT_EQ(refusal(bad),
            "One or more parameter values were invalid: Value must be provided when Exists is true for Attribute: x");
  bad.parameters.expected.reset();
  EXPECT_EQ(refusal(bad), "Requested resource not found");
  bad.table_name = "Plain";
  EXPECT_EQ(refusal(bad), "The provided key element does not match the schema");
}

TEST_F(UpdateItemTest, AFailedConditionComesBeforeAnUpdateThatCannotBe) {
  put("Plain", {{"pk", text("a")}, {"x", text("not a number")}});
  UpdateItem::Request both = update("ADD x :v", number(1));
  both.parameters.condition_expression = "attribute_not_exists(pk)";
  EXPECT_EQ(write<UpdateItem>(both).error().name(), "ConditionalCheckFailedException");
  both.parameters.condition_expression.reset();
  EXPECT_EQ(refusal(both), "An operand in the update expression has an incorrect data type");
}

TEST_F(UpdateItemTest, PlaceholdersNeedAnExpression) {
  UpdateItem::Request update = request("Plain", {{"pk", text("a")}});
  update.parameters.placeholders.values.emplace().value.emplace(":v", number(1));
  EXPECT_EQ(refusal(update),
            "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and "
            "ConditionExpression are null");
}

// What each step of an item's life costs in its indexes.
TEST_F(UpdateItemTest, CapacityOfIndexEntriesThatComeChangeMoveAndGo) {
  const auto cost = [this](const std::string& expression, std::optional<AttributeValue> value) {
    UpdateItem::Request step = request("Indexed", {{"pk", text("a")}, {"sk", text("b")}});
    step.update_expression = expression;
    if (value) step.parameters.placeholders.values.emplace().value.emplace(":v", *value);
    step.parameters.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
    const ConsumedCapacity capacity = *write<UpdateItem>(std::move(step))->consumed_capacity;
    const auto index = capacity.global_indexes.find("gsi-some");
    return index == capacity.global_indexes.end() ? 0 : index->second.units;
  };
  EXPECT_EQ(cost("SET x = :v", number(1)), 0);
  EXPECT_EQ(cost("SET tint = :v", text("dark")), 1);
  EXPECT_EQ(cost("SET x = :v", number(2)), 0);  // not projected
  EXPECT_EQ(cost("SET note = :v", number(1)), 1);
  EXPECT_EQ(cost("SET tint = :v", text("light")), 2);
  EXPECT_EQ(cost("SET tint = :v", text("light")), 0);
  EXPECT_EQ(cost("REMOVE tint", std::nullopt), 1);
}

}  // namespace
}  // namespace basalt::operations
