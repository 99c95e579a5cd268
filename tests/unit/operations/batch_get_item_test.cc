#include "basalt/operations/batch_get_item.h"

#include "unit/operations/page_fixture.h"

namespace basalt::operations {
namespace {

class BatchGetItemTest : public PageTest {
 protected:
  ApiResult<BatchGetItem::Response> get(const BatchGetItem::Request& request) {
    Context now = context();
    return BatchGetItem::run(now, request);
  }
  std::string refusal(const BatchGetItem::Request& request) {
    const auto result = get(request);
    return result.ok() ? "" : result.error().message();
  }
  static KeysAndAttributes& table(const std::string& name, const std::vector<Item>& keys,
                                  BatchGetItem::Request& request) {
    auto& wanted = request.request_items.emplace_back();
    wanted.table_name = name;
    for (const Item& key : keys) wanted.request.keys.push_back({key, std::nullopt});
    return wanted.request;
  }
  static Item name(const std::string& pk) { return {{"pk", text(pk)}}; }
};

TEST_F(BatchGetItemTest, answers_what_is_there_by_table) {
  put("Names", {{{"pk", text("a")}, {"n", number(1)}}, {{"pk", text("b")}, {"n", number(2)}}});
  put("Orders", {order("p", 1)});
  BatchGetItem::Request request;
  table("Names", {name("b"), name("missing"), name("a")}, request);
  table("Orders", {order("p", 2)}, request);
  request.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  const auto response = get(request).value();
  ASSERT_EQ(response.responses.size(), 2U);
  ASSERT_EQ(response.responses[0].items.size(), 2U);
  EXPECT_EQ(response.responses[0].items.view(0).decode(), Item({{"pk", text("b")}, {"n", number(2)}}));
  EXPECT_EQ(response.responses[1].items.size(), 0U);
  EXPECT_TRUE(response.unprocessed_keys.empty());
  ASSERT_EQ(response.consumed_capacity->size(), 2U);
  EXPECT_DOUBLE_EQ((*response.consumed_capacity)[0].total.units, 1.5);
  EXPECT_DOUBLE_EQ((*response.consumed_capacity)[1].total.units, 0.5);
}

TEST_F(BatchGetItemTest, a_projection_that_matches_nothing_keeps_an_empty_item) {
  put("Names", {{{"pk", text("a")}, {"n", number(1)}}});
  BatchGetItem::Request request;
  table("Names", {name("a")}, request).projection_expression = "m";
  const auto response = get(request).value();
  ASSERT_EQ(response.responses[0].items.size(), 1U);
  EXPECT_EQ(response.responses[0].items.view(0).decode(), Item());
}

TEST_F(BatchGetItemTest, what_would_pass_16_megabytes_comes_back_unprocessed) {
  constexpr int kItems = 45;
  std::vector<Item> items;
  std::vector<Item> keys;
  for (int i = 0; i < kItems; ++i) {
    keys.push_back(name("k" + std::to_string(i)));
    items.push_back(keys.back());
    items.back().set("data", text(std::string(400'000, 'x')));
  }
  put("Names", items);
  BatchGetItem::Request request;
  table("Names", keys, request).consistent_read = true;
  table("Orders", {order("p", 1)}, request);
  const auto response = get(request).value();
  const size_t answered = response.responses[0].items.size();
  EXPECT_EQ(answered, (size_t{16} << 20) / 400'007);
  ASSERT_EQ(response.unprocessed_keys.size(), 2U);
  EXPECT_EQ(response.unprocessed_keys[0].request.keys.size(), kItems - answered);
  EXPECT_EQ(response.unprocessed_keys[0].request.keys.front().value, keys[answered]);
  EXPECT_EQ(response.unprocessed_keys[0].request.consistent_read, true);
  EXPECT_EQ(response.unprocessed_keys[1].table_name, "Orders");
}

TEST_F(BatchGetItemTest, duplicates_and_too_many_keys_are_found_before_the_table) {
  BatchGetItem::Request twice;
  table("Missing", {{{"a", number(1)}, {"b", text("x")}}, {{"b", text("x")}, {"a", number(1)}}}, twice);
  EXPECT_EQ(refusal(twice), "Provided list of item keys contains duplicates");
  std::vector<Item> keys;
  for (int i = 0; i < 100; ++i) keys.push_back(name(std::to_string(i)));
  BatchGetItem::Request many;
  table("Missing", keys, many);
  EXPECT_EQ(refusal(many), "Requested resource not found");
  table("Other", {name("x")}, many);
  EXPECT_EQ(refusal(many), "Too many items requested for the BatchGetItem call");
}

TEST_F(BatchGetItemTest, expressions_and_attributes_to_get_do_not_mix_across_tables) {
  BatchGetItem::Request request;
  table("Names", {name("a")}, request).projection_expression = "pk";
  table("Orders", {order("p", 1)}, request).attributes_to_get = {"pk"};
  EXPECT_EQ(refusal(request),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{AttributesToGet} Expression parameters: {ProjectionExpression}");
}

TEST_F(BatchGetItemTest, a_key_must_fit_its_table) {
  BatchGetItem::Request request;
  table("Names", {order("p", 1)}, request);
  EXPECT_EQ(refusal(request), "The provided key element does not match the schema");
}

}  // namespace
}  // namespace basalt::operations
