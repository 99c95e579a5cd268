#include "basalt/operations/query.h"

#include <algorithm>

#include "basalt/value/item_size.h"
#include "unit/operations/page_fixture.h"

namespace basalt::operations {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class QueryTest : public PageTest {
 protected:
  QueryTest() {
    std::vector<Item> items;
    for (int64_t sk : {3, 1, -5, 20, 7}) items.push_back(order("p", sk));
    items.push_back(order("o", 1));
    items.push_back(order("q", 1));
    put("Orders", items);
  }

  std::vector<int64_t> answer(const Query::Request& request) {
    const auto response = run(request);
    EXPECT_TRUE(response.ok()) << response.error().message();
    return response.ok() ? numbers(*response) : std::vector<int64_t>();
  }
};

TEST_F(QueryTest, one_collection_in_the_order_of_its_sort_key_and_back) {
  Query::Request request = query();
  EXPECT_THAT(answer(request), ElementsAre(-5, 1, 3, 7, 20));
  request.scan_index_forward = false;
  EXPECT_THAT(answer(request), ElementsAre(20, 7, 3, 1, -5));
}

TEST_F(QueryTest, every_condition_on_the_sort_key_in_both_directions) {
  const struct {
    const char* condition;
    std::vector<int64_t> expected;
  } cases[] = {
      {"sk = :a", {3}},     {"sk < :a", {-5, 1}},     {"sk <= :a", {-5, 1, 3}},
      {"sk > :a", {7, 20}}, {"sk >= :a", {3, 7, 20}}, {"sk BETWEEN :a AND :b", {3, 7}},
  };
  for (const auto& one : cases) {
    std::vector<std::pair<std::string, AttributeValue>> values{{":a", number(3)}};
    if (std::string(one.condition).find(":b") != std::string::npos) values.emplace_back(":b", number(7));
    Query::Request request = query(one.condition, values);
    EXPECT_EQ(answer(request), one.expected) << one.condition;
    request.scan_index_forward = false;
    std::vector<int64_t> reversed(one.expected.rbegin(), one.expected.rend());
    EXPECT_EQ(answer(request), reversed) << one.condition;
  }
}

TEST_F(QueryTest, pages_of_every_size_walk_the_collection_once_in_both_directions) {
  for (const bool forward : {true, false}) {
    for (int32_t limit = 1; limit <= 6; ++limit) {
      std::vector<int64_t> seen;
      Query::Request request = query();
      request.scan_index_forward = forward;
      request.page.limit = limit;
      for (int page = 0; page < 10; ++page) {
        const auto response = run(request).value();
        EXPECT_LE(response.count, static_cast<size_t>(limit));
        for (int64_t sk : numbers(response)) seen.push_back(sk);
        if (!response.last_evaluated_key) break;
        request.page.exclusive_start_key = Checked<Item>{*response.last_evaluated_key, std::nullopt};
      }
      if (!forward) std::reverse(seen.begin(), seen.end());
      EXPECT_THAT(seen, ElementsAre(-5, 1, 3, 7, 20)) << "limit " << limit << (forward ? "" : " in reverse");
    }
  }
}

TEST_F(QueryTest, a_limit_reached_with_the_last_item_still_answers_its_key) {
  Query::Request request = query();
  request.page.limit = 5;
  const auto exact = run(request).value();
  EXPECT_EQ(exact.last_evaluated_key, order("p", 20));
  request.page.limit = 6;
  EXPECT_FALSE(run(request).value().last_evaluated_key.has_value());
}

TEST_F(QueryTest, a_filter_counts_what_it_drops) {
  put("Orders", {order("p", 100, {{"state", text("open")}})});
  Query::Request request = query({}, {{":s", text("open")}});
  request.page.filter_expression = "attribute_exists(note) OR #s = :s";
  request.page.placeholders.names.emplace()["#s"] = "state";
  const auto response = run(request).value();
  EXPECT_THAT(numbers(response), ElementsAre(100));
  EXPECT_EQ(response.count, 1U);
  EXPECT_EQ(response.scanned_count, 6U);
}

TEST_F(QueryTest, a_projection_answers_what_it_names_and_the_page_key_is_whole) {
  Query::Request request = query();
  request.page.projection_expression = "sk";
  request.page.limit = 1;
  const auto response = run(request).value();
  EXPECT_EQ(response.items->view(0).decode(), Item({{"sk", number(-5)}}));
  EXPECT_EQ(response.last_evaluated_key, order("p", -5));
}

TEST_F(QueryTest, count_answers_no_items) {
  Query::Request request = query();
  request.page.select = Select::kCount;
  const auto response = run(request).value();
  EXPECT_FALSE(response.items.has_value());
  EXPECT_EQ(response.count, 5U);
}

TEST_F(QueryTest, a_page_ends_with_the_item_that_reaches_a_megabyte) {
  // pk, sk and data: 2 + 1, 2 + 2 and 4 + text bytes.
  const auto sized = [](int64_t sk, size_t size) {
    Item item = order("big", sk, {{"data", text("")}});
    item.set("data", text(std::string(size - item_size(item), 'x')));
    EXPECT_EQ(item_size(item), size);
    return item;
  };
  const size_t quarter = size_t{1} << 18;
  put("Orders", {sized(1, quarter), sized(2, quarter), sized(3, quarter), sized(4, quarter - 1), sized(5, 100)});
  Query::Request request = query();
  request.page.placeholders.values->value.insert_or_assign(":p", text("big"));
  request.page.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  const auto below = run(request).value();
  EXPECT_THAT(numbers(below), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(below.last_evaluated_key, order("big", 5));
  EXPECT_DOUBLE_EQ(below.consumed_capacity->total.units, 128.5);

  put("Orders", {sized(4, quarter)});
  const auto exact = run(request).value();
  EXPECT_THAT(numbers(exact), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(exact.last_evaluated_key, order("big", 4));
  EXPECT_DOUBLE_EQ(exact.consumed_capacity->total.units, 128);
}

TEST_F(QueryTest, capacity_sums_sizes_before_the_filter_and_charges_empty_reads) {
  Query::Request request = query("sk > :a", {{":a", number(1000)}});
  request.page.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
  request.page.consistent_read = true;
  const auto empty = run(request).value();
  EXPECT_THAT(numbers(empty), IsEmpty());
  EXPECT_DOUBLE_EQ(empty.consumed_capacity->total.units, 1);
  EXPECT_DOUBLE_EQ(empty.consumed_capacity->table->units, 1);
}

TEST_F(QueryTest, legacy_parameters_mean_the_same) {
  Query::Request request;
  request.page.table_name = "Orders";
  request.key_conditions.emplace().value = {{"pk", {"EQ", std::vector{text("p")}}},
                                            {"sk", {"BETWEEN", std::vector{number(1), number(7)}}}};
  request.page.filter.emplace().value = {{"state", {"NULL", std::nullopt}}};
  EXPECT_THAT(answer(request), ElementsAre(1, 3, 7));
}

TEST_F(QueryTest, legacy_key_conditions_are_checked_before_the_table_is_looked_for) {
  Query::Request request;
  request.page.table_name = "Missing";
  auto& conditions = request.key_conditions.emplace().value;
  EXPECT_EQ(refusal(request), "Conditions can be of length 1 or 2 only");
  conditions = {{"a", {"EQ", std::nullopt}}, {"b", {"EQ", std::nullopt}}, {"c", {"EQ", std::nullopt}}};
  EXPECT_EQ(refusal(request),
            "One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator");
  conditions = {{"a", {"NULL", std::nullopt}}};
  EXPECT_EQ(refusal(request), "Requested resource not found");
}

TEST_F(QueryTest, select_and_projections_that_do_not_go_together) {
  const std::string prefix = "1 validation error detected: ";
  Query::Request request = query();
  request.page.select = Select::kSpecificAttributes;
  EXPECT_EQ(refusal(request), prefix +
                                  "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
                                  "SPECIFIC_ATTRIBUTES");
  request.page.select = Select::kAllProjectedAttributes;
  EXPECT_EQ(refusal(request), prefix + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  request.page.projection_expression = "sk";
  EXPECT_EQ(refusal(request),
            prefix + "Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES");
  request.page.select = Select::kCount;
  EXPECT_EQ(refusal(request), prefix + "Cannot specify the ProjectionExpression when choosing to get only the Count");
  request.page.select = Select::kAllAttributes;
  EXPECT_EQ(refusal(request), prefix + "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES");
}

TEST_F(QueryTest, the_key_condition_is_needed_and_filters_keep_off_the_key) {
  Query::Request request = query();
  request.page.filter_expression = "sk > :a";
  request.page.placeholders.values->value.emplace(":a", number(1));
  EXPECT_EQ(refusal(request),
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
  Query::Request none;
  none.page.table_name = "Orders";
  EXPECT_EQ(refusal(none),
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  Query::Request legacy;
  legacy.page.table_name = "Orders";
  legacy.key_conditions.emplace().value = {{"pk", {"EQ", std::vector{text("p")}}}};
  legacy.page.filter.emplace().value = {{"pk", {"EQ", std::vector{text("p")}}}};
  EXPECT_EQ(refusal(legacy), "QueryFilter can only contain non-primary key attributes: Primary key attribute: pk");
}

TEST_F(QueryTest, a_key_value_that_no_item_can_have) {
  Query::Request request = query();
  request.page.placeholders.values->value.insert_or_assign(":p", text(""));
  EXPECT_EQ(
      refusal(request),
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
      "string value. Key: pk");
}

TEST_F(QueryTest, start_keys_in_the_order_of_their_faults) {
  const struct {
    Item key;
    const char* refusal;
  } cases[] = {
      {{}, "The provided starting key is invalid"},
      {{{"bad", text("p")}}, "The provided starting key is invalid"},
      {{{"pk", text("p")}, {"bad", number(1)}}, "The provided starting key is invalid"},
      {{{"pk", number(1)}, {"bad", number(1)}}, "The provided key element does not match the schema"},
      {{{"pk", text("p")}, {"sk", text("1")}}, "The provided key element does not match the schema"},
      {{{"pk", text("o")}, {"sk", number(1)}},
       "The provided starting key is outside query boundaries based on provided conditions"},
  };
  for (const auto& one : cases) {
    Query::Request request = query();
    request.page.exclusive_start_key = Checked<Item>{one.key, std::nullopt};
    EXPECT_EQ(refusal(request), one.refusal);
  }
  Query::Request ranged = query("sk > :a", {{":a", number(5)}});
  ranged.page.exclusive_start_key = Checked<Item>{order("p", 5), std::nullopt};
  EXPECT_EQ(refusal(ranged), "The provided starting key does not match the range key predicate");
  ranged.page.exclusive_start_key = Checked<Item>{order("o", 6), std::nullopt};
  EXPECT_EQ(refusal(ranged), "The query can return at most one row and cannot be restarted");
  ranged.page.exclusive_start_key = Checked<Item>{order("p", 6), std::nullopt};
  EXPECT_THAT(answer(ranged), ElementsAre(7, 20));
}

TEST_F(QueryTest, start_key_values_that_are_none_get_the_sentence_before_their_fault) {
  Query::Request request = query();
  request.page.exclusive_start_key = Checked<Item>{{}, ApiError::validation("Supplied AttributeValue is empty")};
  EXPECT_EQ(refusal(request), "The provided starting key is invalid: Supplied AttributeValue is empty");
  request.page.exclusive_start_key =
      Checked<Item>{{}, ApiError::validation("The parameter cannot be converted to a numeric value: b")};
  EXPECT_EQ(refusal(request), "The parameter cannot be converted to a numeric value: b");
}

TEST_F(QueryTest, the_table_is_looked_for_before_its_key) {
  Query::Request request = query();
  request.page.table_name = "Missing";
  request.page.exclusive_start_key = Checked<Item>{Item{{"bad", text("p")}}, std::nullopt};
  EXPECT_EQ(refusal(request), "Requested resource not found");
}

TEST_F(QueryTest, an_io_thread_answers_short_pages_only) {
  const auto from_memory = [&](const Query::Request& request) {
    Context now = context();
    now.read_tier = engine::ReadTier::kMemory;
    return Query::run(now, request).value();
  };
  EXPECT_EQ(from_memory(query())->count, 5U);
  std::vector<Item> many;
  for (int64_t sk = 0; sk < 100; ++sk) many.push_back(order("p", sk));
  put("Orders", many);
  EXPECT_FALSE(from_memory(query()).has_value());
  Query::Request limited = query();
  limited.page.limit = 64;
  EXPECT_EQ(from_memory(limited)->count, 64U);
  limited.page.limit = 65;
  EXPECT_FALSE(from_memory(limited).has_value());
}

}  // namespace
}  // namespace basalt::operations
