// What of a WHERE becomes a key, and what is left.
#include "basalt/expression/partiql_plan.h"

#include <algorithm>

#include "basalt/value/dynamodb_json.h"
#include "unit/expression/partiql_statement.h"

namespace basalt::expression::partiql {
namespace {

using Operator = SortCondition::Operator;

const KeySchemaView kKey = {{{"pk", AttributeType::kString}}, {{"sk", AttributeType::kString}}};

ReadPlan plan(std::string_view condition) {
  auto planned = plan_read(where(condition), kKey);
  EXPECT_TRUE(planned.ok()) << condition << ": " << message_of(planned);
  return std::move(planned).value();
}

std::string json(const AttributeValue& value) {
  std::string text;
  write_json(value, text);
  return text;
}

// "a", "a =1", "a >=1", "a 1..3", "a 1*": one for each read.
std::vector<std::string> reads(const ReadPlan& plan) {
  const auto text = [](const AttributeValue& value) { return *value.get_if<std::string>(); };
  std::vector<std::string> found;
  for (const PlannedRead& read : plan.reads) {
    std::string one = text(read.key.partition[0]);
    if (const auto& sort = read.key.sort) {
      constexpr const char* kNames[] = {"=", "<", "<=", ">", ">=", "", ""};
      one += " " + std::string(kNames[static_cast<int>(sort->op)]) + text(sort->value);
      if (sort->op == Operator::kBetween) one += ".." + text(sort->upper);
      if (sort->op == Operator::kBeginsWith) one += "*";
    }
    found.push_back(one);
  }
  return found;
}

TEST(PartiqlPlan, one_collection_by_every_condition_of_a_sort_key) {
  const std::pair<const char*, const char*> cases[] = {
      {"pk = 'a'", "a"},
      {"'a' = pk", "a"},
      {"(pk = 'a' AND sk = '1')", "a =1"},
      {"sk < '1' AND pk = 'a'", "a <1"},
      {"pk = 'a' AND '1' <= sk", "a >=1"},
      {"pk = 'a' AND sk BETWEEN '1' AND '3'", "a 1..3"},
      {"pk = 'a' AND begins_with(sk, '1')", "a 1*"},
      {"pk = 'a' AND sk >= '1' AND sk <= '3'", "a 1..3"},
      {"pk IN ['a'] AND sk IN ['1']", "a =1"},
      {"pk = 'a' AND pk = 'a' AND sk = '1' AND sk = '1'", "a =1"},
  };
  for (const auto& [condition, expected] : cases) {
    const ReadPlan planned = plan(condition);
    EXPECT_THAT(reads(planned), testing::ElementsAre(expected)) << condition;
    EXPECT_FALSE(planned.filter.has_value()) << condition;
  }
}

TEST(PartiqlPlan, what_is_not_in_the_key_is_the_filter) {
  const ReadPlan planned = plan("pk = 'a' AND x = 1 AND sk > '1' AND sk < '5' AND (y = 2 OR z.q = 3)");
  EXPECT_THAT(reads(planned), testing::ElementsAre("a 1..5"));
  EXPECT_TRUE(matches(*planned.filter, {{"sk", S("2")}, {"x", N("1")}, {"y", N("2")}}));
  EXPECT_FALSE(matches(*planned.filter, {{"sk", S("1")}, {"x", N("1")}, {"y", N("2")}}));  // not above
  EXPECT_FALSE(matches(*planned.filter, {{"sk", S("2")}, {"x", N("1")}}));
  EXPECT_THAT(planned.reads[0].filter_attributes, testing::ElementsAre("x", "y", "z", "sk"));
  EXPECT_TRUE(plan("pk = 'a' AND sk <> '1'").filter.has_value());
  EXPECT_TRUE(plan("pk = 'a' AND sk = '1' AND sk > '0'").filter.has_value());
}

TEST(PartiqlPlan, several_values_are_several_reads) {
  EXPECT_THAT(reads(plan("pk IN ['a', 'b'] AND x = 1")), testing::ElementsAre("a", "b"));
  EXPECT_THAT(reads(plan("pk = 'a' AND (sk = '1' OR sk = '2')")), testing::ElementsAre("a =1", "a =2"));
  EXPECT_THAT(reads(plan("pk IN ['a', 'b'] AND sk IN ['1', '2']")),
              testing::ElementsAre("a =1", "a =2", "b =1", "b =2"));
  EXPECT_THAT(reads(plan("pk = 'a' AND sk = '1' OR pk = 'b'")), testing::ElementsAre("a =1", "b"));
  EXPECT_FALSE(plan("pk = 'a' AND sk = '1' OR pk = 'a' AND sk = '2'").may_overlap);
  EXPECT_TRUE(plan("pk = 'a' AND NOT sk = '1' OR pk = 'a' AND sk = '2'").may_overlap);
}

TEST(PartiqlPlan, without_a_partition_key_in_every_alternative_all_is_read) {
  for (const char* condition : {"x = 1", "sk = '1'", "pk > 'a'", "pk <> 'a'", "NOT pk = 'a'", "pk = 'a' OR x = 1",
                                "pk.x = 'a'", "pk = sk", "attribute_exists(pk)", "pk IN ['a', x]"}) {
    const ReadPlan planned = plan(condition);
    EXPECT_TRUE(planned.reads.empty()) << condition;
    EXPECT_TRUE(planned.filter.has_value()) << condition;
  }
  EXPECT_TRUE(plan_read(std::nullopt, kKey).value().reads.empty());
}

TEST(PartiqlPlan, a_where_that_contradicts_itself_reads_little_and_finds_nothing) {
  const ReadPlan planned = plan("pk = 'a' AND pk = 'b'");
  EXPECT_EQ(planned.reads.size(), 1U);
  EXPECT_FALSE(matches(*planned.filter, {{"pk", S("a")}}));
  EXPECT_THAT(reads(plan("pk = 'a' AND (pk = 'b' OR x = 1)")), testing::ElementsAre("a"));
}

TEST(PartiqlPlan, reads_are_bounded) {
  const auto list = [](int count) {
    std::string text = "[";
    for (int i = 0; i < count; ++i) text += (i == 0 ? "'v" : ", 'v") + std::to_string(i) + "'";
    return text + "]";
  };
  const std::string too_many = "Too many decomposed read operations for a given query.";
  EXPECT_EQ(plan("pk IN " + list(50)).reads.size(), 50U);
  EXPECT_EQ(message_of(plan_read(where("pk IN " + list(51)), kKey)), too_many);
  EXPECT_EQ(message_of(plan_read(where("pk IN " + list(26) + " AND sk IN ['1', '2']"), kKey)), too_many);
  EXPECT_EQ(plan("pk IN " + list(50) + " AND x IN " + list(100)).reads.size(), 50U);
  EXPECT_TRUE(plan("pk IN " + list(51) + " OR x = 1").reads.empty());
}

TEST(PartiqlPlan, keys_have_the_types_of_the_schema) {
  EXPECT_EQ(message_of(plan_read(where("pk = 1 OR pk = 'a'"), kKey)),
            "Key attribute's data type should match its data type in table's schema: Key pk");
  EXPECT_EQ(message_of(plan_read(where("pk = 'a' AND sk IN ['1', 2]"), kKey)),
            "Key attribute's data type should match its data type in table's schema: Key sk");
}

TEST(PartiqlPlan, one_item_is_its_whole_key_and_nothing_else) {
  for (const char* condition : {"pk = 'a' AND sk = '1'", "(sk = '1') AND pk IN ['a'] AND pk = 'a'"}) {
    EXPECT_TRUE(reads_one_item(plan(condition), kKey)) << condition;
  }
  for (const char* condition : {"pk = 'a'", "pk = 'a' AND sk > '1'", "pk = 'a' AND sk = '1' AND x = 1",
                                "pk = 'a' AND sk = '1' AND pk = 'b'", "pk IN ['a', 'b'] AND sk = '1'", "x = 1"}) {
    EXPECT_FALSE(reads_one_item(plan(condition), kKey)) << condition;
  }
}

TEST(PartiqlPlan, an_update_s_item_must_be_there) {
  const KeyedItem item = plan_update(where("pk = 'a' AND (sk = '1' AND x = 1)"), kKey).value();
  EXPECT_EQ(item.key, (Item{{"pk", S("a")}, {"sk", S("1")}}));
  EXPECT_TRUE(matches(*item.condition, {{"pk", S("a")}, {"x", N("1")}}));
  EXPECT_FALSE(matches(*item.condition, {{"pk", S("a")}, {"x", N("2")}}));
  EXPECT_FALSE(matches(*plan_update(where("pk = 'a' AND sk = '1'"), kKey).value().condition, {}));
}

TEST(PartiqlPlan, a_delete_s_condition_holds_when_the_item_is_not_there) {
  EXPECT_FALSE(plan_delete(where("pk = 'a' AND sk = '1'"), kKey).value().condition.has_value());
  const KeyedItem item = plan_delete(where("pk = 'a' AND sk = '1' AND x = 1"), kKey).value();
  EXPECT_TRUE(matches(*item.condition, {}));
  EXPECT_TRUE(matches(*item.condition, {{"pk", S("a")}, {"x", N("1")}}));
  EXPECT_FALSE(matches(*item.condition, {{"pk", S("a")}}));
}

TEST(PartiqlPlan, writes_name_one_item_by_equality) {
  const std::string mandatory = "Where clause does not contain a mandatory equality on all key attributes";
  for (const char* condition : {"pk = 'a'", "pk IN ['a'] AND sk = '1'", "pk = 'a' OR sk = '1'", "x = 1"}) {
    EXPECT_EQ(message_of(plan_update(where(condition), kKey)), mandatory) << condition;
  }
  EXPECT_EQ(message_of(plan_delete(std::nullopt, kKey)), mandatory);
  EXPECT_EQ(message_of(plan_delete(where("pk = 'a' AND sk = '1' AND pk = 'b'"), kKey)),
            "Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported");
  EXPECT_TRUE(plan_update(where("pk = 'a' AND sk = '1' AND pk = 'a'"), kKey).ok());
}

TEST(PartiqlPlan, exists_needs_more_than_the_key) {
  EXPECT_EQ(message_of(plan_exists(where("pk = 'a' AND sk = '1'"), kKey)),
            "EXISTS() must contain a single item read with additional condition");
  const KeyedItem item = plan_exists(where("pk = 'a' AND sk = '1' AND pk = 'b' AND x IS MISSING"), kKey).value();
  EXPECT_EQ(json(*item.key.find("pk")), R"({"S":"a"})");
  EXPECT_FALSE(matches(*item.condition, {{"pk", S("a")}}));
}

}  // namespace
}  // namespace basalt::expression::partiql
