#include "basalt/operations/transact_write_items.h"

#include "basalt/operations/transact_get_items.h"
#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

using testing::ElementsAre;

class TransactWriteItemsTest : public ItemTest {
 protected:
  static Item key(const std::string& pk) { return {{"pk", text(pk)}}; }
  static Item indexed(const std::string& pk, const std::string& sk, const std::string& color) {
    return {{"color", text(color)}, {"pk", text(pk)}, {"sk", text(sk)}};
  }
  static TransactWriteItem put_of(const std::string& table, Item item) {
    PutItem::Request request;
    request.table_name = table;
    request.item.value = std::move(item);
    return {std::move(request)};
  }
  static TransactWriteItem delete_of(const std::string& table, Item key) {
    DeleteItem::Request request;
    request.table_name = table;
    request.key.value = std::move(key);
    return {std::move(request)};
  }
  static TransactWriteItem update_of(const std::string& table, Item key, const std::string& expression,
                                     AttributeValue value) {
    UpdateItem::Request request;
    request.table_name = table;
    request.key.value = std::move(key);
    request.update_expression = expression;
    request.parameters.placeholders.values.emplace().value.emplace(":v", std::move(value));
    return {std::move(request)};
  }
  static TransactWriteItem check_of(const std::string& table, Item key, const std::string& condition) {
    TransactWriteItem::ConditionCheck request;
    request.table_name = table;
    request.key.value = std::move(key);
    request.parameters.condition_expression = condition;
    return {std::move(request)};
  }
  ApiResult<TransactWriteItems::Response> run(std::vector<TransactWriteItem> items) {
    TransactWriteItems::Request request;
    request.transact_items = std::move(items);
    request.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
    request.return_item_collection_metrics = ReturnItemCollectionMetrics::kSize;
    return write<TransactWriteItems>(std::move(request));
  }
  // What the request is refused with, as a whole; "" when it is not.
  std::string refusal(std::vector<TransactWriteItem> items) {
    const auto result = run(std::move(items));
    if (result.ok() || !result.error().cancellation_reasons().empty()) return "";
    return result.error().message();
  }
  // The reasons' "code: message" of a cancelled transaction; empty when it was not.
  std::vector<std::string> reasons(std::vector<TransactWriteItem> items) {
    const auto result = run(std::move(items));
    std::vector<std::string> texts;
    if (result.ok()) return texts;
    for (const CancellationReason& reason : result.error().cancellation_reasons()) {
      texts.push_back(reason.message.empty() ? reason.code : reason.code + ": " + reason.message);
    }
    return texts;
  }
};

TEST_F(TransactWriteItemsTest, costs_twice_what_its_writes_cost_alone) {
  const auto response =
      run({put_of("Plain", key("a")), put_of("Indexed", indexed("p", "1", "red")),
           put_of("Indexed", indexed("p", "2", "red")), check_of("Plain", key("b"), "attribute_not_exists(pk)")})
          .value();
  ASSERT_EQ(response.consumed_capacity->size(), 2U);
  const ConsumedCapacity& plain = (*response.consumed_capacity)[0];
  EXPECT_EQ(plain.table_name, "Plain");
  EXPECT_DOUBLE_EQ(plain.total.units, 4) << "a check costs as much as a write";
  EXPECT_DOUBLE_EQ(*plain.total.write_units, 4);
  EXPECT_FALSE(plain.total.read_units);
  const ConsumedCapacity& indexes = (*response.consumed_capacity)[1];
  EXPECT_DOUBLE_EQ(indexes.total.units, 12);
  EXPECT_DOUBLE_EQ(*indexes.table->write_units, 4);
  EXPECT_DOUBLE_EQ(*indexes.local_indexes.at("lsi").write_units, 4);
  EXPECT_DOUBLE_EQ(*indexes.global_indexes.at("gsi-keys").write_units, 4);
  ASSERT_EQ(response.item_collection_metrics->size(), 1U);
  EXPECT_EQ(response.item_collection_metrics->front().table_name, "Indexed");
  EXPECT_EQ(response.item_collection_metrics->front().metrics.size(), 1U) << "once for each item collection";
}

TEST_F(TransactWriteItemsTest, nothing_happens_when_one_condition_fails) {
  put("Plain", key("there"));
  EXPECT_THAT(reasons({put_of("Plain", key("new")), delete_of("Plain", key("there")),
                       check_of("Plain", key("missing"), "attribute_exists(pk)")}),
              ElementsAre("None", "None", "ConditionalCheckFailed: The conditional request failed"));
  EXPECT_FALSE(read("Plain", key("new")));
  EXPECT_TRUE(read("Plain", key("there")));
}

TEST_F(TransactWriteItemsTest, plans_see_the_state_before) {
  put("Plain", {{"n", number(1)}, {"pk", text("a")}});
  EXPECT_TRUE(run({update_of("Plain", key("a"), "SET n = n + :v", number(1)),
                   update_of("Plain", key("b"), "SET n = if_not_exists(n, :v)", number(7))})
                  .ok());
  EXPECT_EQ(*read("Plain", key("a")), (Item{{"n", number(2)}, {"pk", text("a")}}));
  EXPECT_EQ(*read("Plain", key("b")), (Item{{"n", number(7)}, {"pk", text("b")}}));
}

TEST_F(TransactWriteItemsTest, keys_and_index_keys_of_wrong_types_cancel) {
  EXPECT_THAT(reasons({delete_of("Plain", {{"pk", number(1)}}), put_of("Plain", {{"pk", number(1)}}),
                       put_of("Plain", {{"other", text("x")}}), put_of("Plain", key("well"))}),
              ElementsAre("ValidationError: The provided key element does not match the schema",
                          "ValidationError: One or more parameter values were invalid: Type mismatch for key pk "
                          "expected: S actual: N",
                          "ValidationError: One or more parameter values were invalid: Missing the key pk in the item",
                          "None"));
  EXPECT_THAT(reasons({update_of("Indexed", {{"pk", text("p")}, {"sk", text("1")}}, "SET color = :v", number(1))}),
              ElementsAre(testing::StartsWith("ValidationError: ")));
  EXPECT_THAT(reasons({update_of("Plain", key("a"), "SET pk = :v", text("b"))}),
              ElementsAre("ValidationError: One or more parameter values were invalid: Cannot update attribute pk. "
                          "This attribute is part of the key"));
}

TEST_F(TransactWriteItemsTest, empty_keys_refuse_the_request) {
  const std::string text_of_empty =
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
      "string value. Key: pk";
  EXPECT_EQ(refusal({put_of("Plain", key(""))}), text_of_empty);
  EXPECT_EQ(refusal({put_of("Plain", {{"pk", number(1)}}), delete_of("Plain", key(""))}), text_of_empty);
  EXPECT_THAT(refusal({put_of("Indexed", indexed("p", "1", ""))}), testing::HasSubstr("secondary index key"));
  EXPECT_THAT(refusal({update_of("Indexed", {{"pk", text("p")}, {"sk", text("1")}}, "SET color = :v", text("")),
                       put_of("Plain", key("other"))}),
              testing::HasSubstr("secondary index key"));
  EXPECT_FALSE(read("Plain", key("other")));
}

TEST_F(TransactWriteItemsTest, checks_without_a_table_come_first_whatever_the_action) {
  const std::string unused = "Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}";
  TransactWriteItem late = update_of("Plain", key("a"), "SET n = :v", number(1));
  auto& values = std::get<UpdateItem::Request>(late.action).parameters.placeholders.values;
  values->value.emplace(":w", number(2));
  EXPECT_EQ(refusal({put_of("Missing", key("a")), late}), unused);
  EXPECT_EQ(refusal({put_of("Plain", key("a")), late}), unused) << "before duplicates";
  EXPECT_EQ(refusal({put_of("Plain", {{"pk", number(1)}}), put_of("Missing", key("a"))}),
            "Requested resource not found");
}

TEST_F(TransactWriteItemsTest, an_item_may_be_named_once) {
  const std::string expected = "Transaction request cannot include multiple operations on one item";
  EXPECT_EQ(refusal({put_of("Plain", key("a")), check_of("Plain", key("a"), "attribute_exists(pk)")}), expected);
  const std::string arn = "arn:aws:dynamodb:us-east-1:000000000000:table/Plain";
  EXPECT_EQ(refusal({put_of("Plain", key("a")), delete_of(arn, key("a"))}), expected) << "by whatever name";
}

TEST_F(TransactWriteItemsTest, sizes) {
  const auto large = [](size_t bytes) { return Item{{"data", text(std::string(bytes, 'x'))}, {"pk", text("a")}}; };
  EXPECT_EQ(refusal({put_of("Plain", large(410'000))}), "Item size has exceeded the maximum allowed size");
  EXPECT_THAT(reasons({update_of("Plain", key("a"), "SET longer = :v", text(std::string(409'600, 'x')))}),
              ElementsAre("ValidationError: Item size to update has exceeded the maximum allowed size"));
  std::vector<TransactWriteItem> together;
  for (int i = 0; i < 12; ++i) {
    Item item = large(370'000);
    item.set("pk", text(std::to_string(i)));
    together.push_back(put_of("Plain", std::move(item)));
  }
  EXPECT_EQ(refusal(together), "The aggregate size of the items in the transaction exceeded 4 MB");
  together.pop_back();
  EXPECT_TRUE(run(together).ok());

  TransactGetItems::Request gets;
  for (int i = 0; i < 12; ++i) {
    GetItem::Request& get = gets.transact_items.emplace_back();
    get.table_name = "Plain";
    get.key.value = key(std::to_string(i));
  }
  put("Plain", large(370'000));
  Context asked = context();
  EXPECT_TRUE(TransactGetItems::run(asked, gets).ok());
  gets.transact_items.back().key.value = key("a");
  EXPECT_EQ(message_of(TransactGetItems::run(asked, gets)),
            "The aggregate size of the items in the transaction exceeded 4 MB");
}

}  // namespace
}  // namespace basalt::operations
