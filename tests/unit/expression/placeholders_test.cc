#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

std::string refusal_given(const Texts& texts, const Substitutions& given) { return message_of(resolve(texts, given)); }

TEST(Placeholders, EmptyMaps) {
  Substitutions given;
  given.names.emplace();
  given.values.emplace();
  EXPECT_EQ(refusal_given({.update = "", .condition = ""}, given), "ExpressionAttributeNames must not be empty");
  given.names.reset();
  EXPECT_EQ(refusal_given({.update = "", .condition = ""}, given), "ExpressionAttributeValues must not be empty");
}

TEST(Placeholders, MalformedKeys) {
  EXPECT_EQ(refusal({.update = ""}, {{"a", "a"}}),
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"");
  EXPECT_EQ(refusal({.update = ""}, {{"#", "a"}}),
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"#\"");
  EXPECT_EQ(refusal({.update = ""}, {{"#a-b", "a"}}),
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"#a-b\"");
  EXPECT_EQ(refusal({.update = ""}, {}, {{":b", S("")}, {"b", S("a")}}),
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"b\"");
}

TEST(Placeholders, UnusedOnesAreNamed) {
  EXPECT_EQ(refusal({.projection = "a,b"}, {{"#a", "a"}, {"#b", "b"}}),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");
  EXPECT_EQ(
      refusal({.update = "remove a", .condition = "a = :b"}, {}, {{":a", S("a")}, {":b", S("a")}, {":c", S("a")}}),
      "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :c}");
  EXPECT_EQ(refusal({.update = "SET #a = :v", .condition = "#a = :v"}, {{"#a", "a"}}, {{":v", S("a")}}), "");
  EXPECT_EQ(refusal({.update = "SET a = :v"}, {{"#unused", "b"}}, {{":v", S("a")}, {":unused", S("a")}}),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}");
}

TEST(Placeholders, ExpressionsAreTakenInTurn) {
  const Texts all = {.update = "!", .condition = "!", .filter = "!", .key_condition = "!", .projection = "!"};
  const auto kind = [](const Texts& texts) {
    const std::string message = refusal(texts);
    return message.substr(8, message.find(':') - 8);
  };
  Texts texts = all;
  EXPECT_EQ(kind(texts), "UpdateExpression");
  texts.update.reset();
  EXPECT_EQ(kind(texts), "ConditionExpression");
  texts.condition.reset();
  EXPECT_EQ(kind(texts), "KeyConditionExpression");
  texts.key_condition.reset();
  EXPECT_EQ(kind(texts), "FilterExpression");
  texts.filter.reset();
  EXPECT_EQ(kind(texts), "ProjectionExpression");
}

TEST(Placeholders, UnusedOnesComeBeforeWhatNoKeyConditionHas) {
  EXPECT_EQ(refusal({.key_condition = "a <> :v"}, {{"#b", "b"}}, {{":v", S("a")}}),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
  EXPECT_EQ(refusal({.key_condition = "a <> :v"}, {}, {{":v", S("a")}}),
            "Invalid operator used in KeyConditionExpression: <>");
}

TEST(Placeholders, ResultsOutliveTheRequest) {
  std::optional<Condition> kept;
  {
    Substitutions given = substitutions({{"#a", "name"}}, {{":v", S(std::string(100, 'x'))}});
    const std::string text = "#a = :v";
    kept = resolve({.condition = text}, std::move(given)).value().condition;
  }
  EXPECT_TRUE(matches(*kept, {{"name", S(std::string(100, 'x'))}}));
  EXPECT_EQ(kept->paths(), std::vector{DocumentPath::attribute("name")});
}

TEST(Placeholders, TheSameTextMeansWhatItsPlaceholdersMean) {
  const Item item = {{"a", N("1")}, {"b", N("2")}};
  EXPECT_TRUE(matches(condition("#x = :y", {{"#x", "a"}}, {{":y", N("1")}}), item));
  EXPECT_FALSE(matches(condition("#x = :y", {{"#x", "b"}}, {{":y", N("1")}}), item));
  EXPECT_TRUE(matches(condition("#x = :y", {{"#x", "b"}}, {{":y", N("2.0")}}), item));
}

TEST(Placeholders, ClosedExpressionsMeanTheSameEveryTime) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(matches(condition("attribute_not_exists(pk)"), {}));
    EXPECT_EQ(filter_refusal("contains(data1, data1)"),
              "Invalid FilterExpression: The first operand must be distinct from the remaining operands for this "
              "operator or function; operator: contains, first operand: [data1]");
    EXPECT_EQ(refusal({.condition = "contains(data1, data1)"}).substr(0, 27), "Invalid ConditionExpression");
  }
}

}  // namespace
}  // namespace basalt::expression
