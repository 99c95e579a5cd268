#include <gtest/gtest.h>

#include "basalt/expression/legacy.h"
#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

const Item kOld = {{"l", L({S("a")})}, {"n", N("10")}, {"s", S("old")}, {"ss", SS({"a", "b"})}};

std::string refusal_of(const AttributeUpdate& update) { return message_of(lower_attribute_updates({{"a", update}})); }

TEST(AttributeUpdates, Refusals) {
  const std::string prefix = "One or more parameter values were invalid: ";
  EXPECT_EQ(refusal_of({}), prefix + "Only DELETE action is allowed when no attribute value is specified");
  EXPECT_EQ(refusal_of({.action = "ADD"}),
            prefix + "Only DELETE action is allowed when no attribute value is specified");
  for (const AttributeValue& value : {S("1"), N("1"), B("b"), NullValue(), Bool(true), M({}), L({})}) {
    const std::string type(type_name(value.type()));
    EXPECT_EQ(refusal_of({.value = value, .action = "DELETE"}),
              prefix + "DELETE action with value is not supported for the type " + type);
    const bool can_add = type == "N" || type == "L";
    EXPECT_EQ(refusal_of({.value = value, .action = "ADD"}),
              can_add ? "" : prefix + "ADD action is not supported for the type " + type);
    EXPECT_EQ(refusal_of({.value = value}), "");
  }
}

TEST(AttributeUpdates, Actions) {
  const Named<AttributeUpdate> updates = {
      {"s", {.value = S("new")}},
      {"fresh", {.value = N("1"), .action = "PUT"}},
      {"n", {.value = N("5"), .action = "ADD"}},
      {"ss", {.value = SS({"b", "c"}), .action = "ADD"}},
      {"l", {.value = L({S("b")}), .action = "ADD"}},
      {"count", {.value = N("9"), .action = "ADD"}},
  };
  EXPECT_EQ(lower_attribute_updates(updates).value().apply(kOld).value(), (Item{{"count", N("9")},
                                                                                {"fresh", N("1")},
                                                                                {"l", L({S("a"), S("b")})},
                                                                                {"n", N("15")},
                                                                                {"s", S("new")},
                                                                                {"ss", SS({"a", "b", "c"})}}));
}

TEST(AttributeUpdates, Deletes) {
  const Named<AttributeUpdate> updates = {{"s", {.action = "DELETE"}},
                                          {"gone", {.action = "DELETE"}},
                                          {"ss", {.value = SS({"a", "b"}), .action = "DELETE"}},
                                          {"none", {.value = SS({"a"}), .action = "DELETE"}}};
  const Update update = lower_attribute_updates(updates).value();
  const Item item = update.apply(kOld).value();
  EXPECT_EQ(item, (Item{{"l", L({S("a")})}, {"n", N("10")}}));
  EXPECT_TRUE(update.updated_new_attributes(item).empty());
  EXPECT_EQ(update.updated_attributes(kOld), (Item{{"s", S("old")}, {"ss", SS({"a", "b"})}}));
}

TEST(AttributeUpdates, TypeMismatches) {
  const auto failure = [](const std::string& name, const AttributeUpdate& update) {
    return message_of(lower_attribute_updates({{name, update}}).value().apply(kOld));
  };
  const std::string message = "Type mismatch for attribute to update";
  EXPECT_EQ(failure("ss", {.value = NS({"1"}), .action = "DELETE"}), message);
  EXPECT_EQ(failure("n", {.value = NS({"1"}), .action = "DELETE"}), message);
  EXPECT_EQ(failure("ss", {.value = NS({"1"}), .action = "ADD"}), message);
  EXPECT_EQ(failure("s", {.value = N("1"), .action = "ADD"}), message);
  EXPECT_EQ(failure("s", {.value = L({}), .action = "ADD"}), message);
}

TEST(AttributeUpdates, MoreThanSixteenBitsCount) {
  constexpr int kUpdates = 66000;
  Named<AttributeUpdate> updates;
  for (int i = 0; i < kUpdates; ++i) updates.push_back({"a" + std::to_string(i), {.value = Bool(i == kUpdates - 1)}});
  const Item updated = lower_attribute_updates(updates).value().apply(Item{}).value();
  EXPECT_EQ(updated.size(), size_t{kUpdates});
  EXPECT_EQ(*updated.find("a" + std::to_string(kUpdates - 1)), Bool(true));
}

TEST(AttributesToGet, ProjectsTopLevelAttributes) {
  const std::string encoded = encode_item(kOld);
  EXPECT_EQ(lower_attributes_to_get({"n", "a.b", "gone"}).value().apply(ItemView(encoded)), (Item{{"n", N("10")}}));
  EXPECT_EQ(message_of(lower_attributes_to_get({"a", "b", "a"})),
            "One or more parameter values were invalid: Duplicate value in attribute name: a");
}

}  // namespace
}  // namespace basalt::expression
