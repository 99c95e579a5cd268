#include "basalt/expression/update.h"

#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

const Item kOld = {
    {"l", L({S("a"), S("b"), S("c"), S("d")})},
    {"m", M({{"k", S("v")}, {"l", L({N("1"), N("2")})}, {"n", N("5")}, {"ss", SS({"x"})}})},
    {"n", N("10")},
    {"pk", S("key")},
    {"s", S("text")},
    {"ss", SS({"a", "b", "c"})},
};

Item applied(std::string_view text, const Values& values = {}, const Names& names = {}) {
  return update(text, names, values).apply(kOld).value();
}
std::string failure(std::string_view text, const Values& values = {}) {
  return message_of(update(text, {}, values).apply(kOld));
}
// What stands at a top-level attribute afterwards; missing reads as the string "missing".
AttributeValue after(std::string_view attribute, std::string_view text, const Values& values = {}) {
  const Item item = applied(text, values);
  const AttributeValue* value = item.find(attribute);
  return value == nullptr ? S("missing") : *value;
}

TEST(Update, SetReplacesAndAdds) {
  Item expected = kOld;
  expected.set("s", S("new"));
  expected.set("t", Bool(true));
  EXPECT_EQ(applied("SET s = :s, t = :t", {{":s", S("new")}, {":t", Bool(true)}}), expected);
}

TEST(Update, SetReadsTheItemAsItWas) {
  const Item item = applied("SET s = n, n = s, x = n REMOVE ss");
  EXPECT_EQ(*item.find("s"), N("10"));
  EXPECT_EQ(*item.find("n"), S("text"));
  EXPECT_EQ(*item.find("x"), N("10"));
  EXPECT_EQ(item.find("ss"), nullptr);
  EXPECT_EQ(after("x", "SET x = ss REMOVE ss"), SS({"a", "b", "c"}));
}

TEST(Update, Arithmetic) {
  EXPECT_EQ(after("n", "SET n = n + :v", {{":v", N("0.5")}}), N("10.5"));
  EXPECT_EQ(after("n", "SET n = :v - n", {{":v", N("3")}}), N("-7"));
  EXPECT_EQ(after("n", "SET n = (n - m.n)"), N("5"));
  EXPECT_EQ(after("x", "SET x = if_not_exists(x, :d) - :a", {{":d", N("100")}, {":a", N("1")}}), N("99"));
  EXPECT_EQ(after("x", "SET x = :a + :b", {{":a", N("12345678901234567890123456789012345678")}, {":b", N("-8")}}),
            N("12345678901234567890123456789012345670"));
}

TEST(Update, NumbersOutOfRange) {
  const Values big = {{":v", N("9E+125")}};
  const std::string overflow =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  EXPECT_EQ(failure("SET x = :v + :v", big), overflow);
  EXPECT_EQ(failure("SET x = :v + :w", {{":v", N("1e125")}, {":w", N("1")}}),
            "Attempting to store more than 38 significant digits in a Number");
  Item old = kOld;
  old.set("x", N("9E+125"));
  EXPECT_EQ(message_of(update("ADD x :v", {}, big).apply(old)), overflow);
}

TEST(Update, IfNotExistsAndListAppend) {
  EXPECT_EQ(after("s", "SET s = if_not_exists(s, :v)", {{":v", S("d")}}), S("text"));
  EXPECT_EQ(after("t", "SET t = if_not_exists(t, s)"), S("text"));
  const Values more = {{":v", L({S("z")})}};
  EXPECT_EQ(after("l", "SET l = list_append(l, :v)", more), L({S("a"), S("b"), S("c"), S("d"), S("z")}));
  EXPECT_EQ(after("l", "SET l = list_append(:v, l)", more), L({S("z"), S("a"), S("b"), S("c"), S("d")}));
  EXPECT_EQ(after("x", "SET x = list_append(if_not_exists(x, :e), :v)", {{":v", L({S("z")})}, {":e", L({})}}),
            L({S("z")}));
}

TEST(Update, NestedPaths) {
  EXPECT_EQ(*resolve(applied("SET m.n = m.n + :v", {{":v", N("1")}}), {{"m", "n"}}), N("6"));
  EXPECT_EQ(*resolve(applied("SET m.l[1] = :v", {{":v", S("x")}}), {{"m", "l", size_t{1}}}), S("x"));
  EXPECT_EQ(*resolve(applied("SET m.fresh = :v", {{":v", M({})}}), {{"m", "fresh"}}), M({}));
  EXPECT_EQ(resolve(applied("REMOVE m.k"), {{"m", "k"}}), nullptr);
  EXPECT_EQ(*resolve(applied("ADD m.n :v", {{":v", N("-5")}}), {{"m", "n"}}), N("0"));
  EXPECT_EQ(resolve(applied("DELETE m.ss :v", {{":v", SS({"x"})}}), {{"m", "ss"}}), nullptr);
}

TEST(Update, ListIndexesPastTheEndAppendInTheirOrder) {
  EXPECT_EQ(after("l", "SET l[99] = :v", {{":v", S("z")}}), L({S("a"), S("b"), S("c"), S("d"), S("z")}));
  EXPECT_EQ(after("l", "SET l[7] = :x, l[4] = :y, l[0] = :z", {{":x", S("x")}, {":y", S("y")}, {":z", S("z")}}),
            L({S("z"), S("b"), S("c"), S("d"), S("y"), S("x")}));
}

TEST(Update, RemovalsCloseUpByTheOldIndexes) {
  EXPECT_EQ(after("l", "REMOVE l[1]"), L({S("a"), S("c"), S("d")}));
  EXPECT_EQ(after("l", "REMOVE l[0], l[2], l[9]"), L({S("b"), S("d")}));
  EXPECT_EQ(after("l", "REMOVE l[3] SET l[0] = :v, l[4] = :w", {{":v", S("v")}, {":w", S("w")}}),
            L({S("v"), S("b"), S("c"), S("w")}));
  EXPECT_EQ(after("l", "REMOVE l[0], l[1], l[2], l[3]"), L({}));
}

TEST(Update, RemovalsInNestedListsComeFirst) {
  const Item old = {{"l", L({S("gone"), L({S("x"), S("y")}), M({{"k", L({N("1"), N("2")})}})})}};
  const Item item = update("REMOVE l[0], l[1][0], l[2].k[1] SET l[1][5] = :v", {}, {{":v", S("z")}}).apply(old).value();
  EXPECT_EQ(item, (Item{{"l", L({L({S("y"), S("z")}), M({{"k", L({N("1")})}})})}}));
}

TEST(Update, RemoveOfWhatIsNotThere) { EXPECT_EQ(applied("REMOVE gone, m.gone, l[7]"), kOld); }

TEST(Update, AddNumbersAndSets) {
  EXPECT_EQ(after("n", "ADD n :v", {{":v", N("-3")}}), N("7"));
  EXPECT_EQ(after("x", "ADD x :v", {{":v", N("4")}}), N("4"));
  EXPECT_EQ(after("ss", "ADD ss :v", {{":v", SS({"", "b", "z"})}}), SS({"", "a", "b", "c", "z"}));
  EXPECT_EQ(after("x", "ADD x :v", {{":v", BS({"", "q"})}}), BS({"q", ""}));
  const Item old = {{"ns", NS({"1", "2"})}, {"bs", BS({"x"})}};
  EXPECT_EQ(update("ADD ns :n, bs :b", {}, {{":n", NS({"2.0", "3"})}, {":b", BS({"a"})}}).apply(old).value(),
            (Item{{"ns", NS({"1", "2", "3"})}, {"bs", BS({"a", "x"})}}));
}

TEST(Update, DeleteFromSets) {
  EXPECT_EQ(after("ss", "DELETE ss :v", {{":v", SS({"a", "zz"})}}), SS({"b", "c"}));
  EXPECT_EQ(after("ss", "DELETE ss :v", {{":v", SS({"a", "b", "c"})}}), S("missing"));
  EXPECT_EQ(applied("DELETE gone :v", {{":v", SS({"a"})}}), kOld);
  const Item old = {{"l", L({SS({"only"}), S("stays")})}};
  EXPECT_EQ(update("DELETE l[0] :v", {}, {{":v", SS({"only"})}}).apply(old).value(), (Item{{"l", L({S("stays")})}}));
}

TEST(Update, TypesThatDoNotFit) {
  const std::string message = "An operand in the update expression has an incorrect data type";
  EXPECT_EQ(failure("DELETE ss :v", {{":v", NS({"1"})}}), message);
  EXPECT_EQ(failure("DELETE n :v", {{":v", NS({"1"})}}), message);
  EXPECT_EQ(failure("ADD m :v", {{":v", NS({"1"})}}), message);
  EXPECT_EQ(failure("ADD ss :v", {{":v", N("1")}}), message);
  EXPECT_EQ(failure("ADD n :v", {{":v", SS({"a"})}}), message);
  EXPECT_EQ(failure("SET x = s + :v", {{":v", N("1")}}), message);
  EXPECT_EQ(failure("SET x = n - m"), message);
  EXPECT_EQ(failure("SET x = list_append(s, if_not_exists(q, :v))", {{":v", L({})}}), message);
  EXPECT_EQ(failure("SET x = list_append(l, n)"), message);
}

TEST(Update, OperandsThatAreNotThere) {
  const std::string message = "The provided expression refers to an attribute that does not exist in the item";
  EXPECT_EQ(failure("SET c = b"), message);
  EXPECT_EQ(failure("SET e = list_append(b, c)"), message);
  EXPECT_EQ(failure("SET e = gone + :v", {{":v", N("1")}}), message);
  EXPECT_EQ(failure("SET e = if_not_exists(gone, gone2)"), message);
  EXPECT_EQ(failure("SET gone.x = gone2"), message);
}

TEST(Update, PathsThatCannotBeUpdated) {
  const Values v = {{":v", SS({"a"})}};
  const std::string_view texts[] = {
      "SET s.a = :v",
      "SET s[1] = :v",
      "SET y.a = :v",
      "SET y[1] = :v",
      "SET m[1] = :v",
      "SET l.x = :v",
      "ADD s.a :v",
      "ADD y[1] :v",
      "ADD m[1] :v",
      "ADD l.x :v",
      "DELETE s.a :v",
      "DELETE y.a :v",
      "DELETE m[1] :v",
      "DELETE l.x :v",
      "SET a = :v REMOVE y.a",
      "SET a = :v REMOVE s[1]",
      "SET a = :v REMOVE l.x",
      "SET l[9].x = :v",
  };
  for (std::string_view text : texts) {
    EXPECT_EQ(failure(text, v), "The document path provided in the update expression is invalid for update") << text;
  }
}

TEST(Update, ValuesTooLargeForAnyItemAreNotBuilt) {
  const Item old = {{"big", S(std::string(300 * 1024, 'x'))}, {"l", L({S(std::string(250 * 1024, 'x'))})}};
  const std::string message = "Item size to update has exceeded the maximum allowed size";
  EXPECT_EQ(message_of(update("SET a = big, b = big").apply(old)), message);
  EXPECT_EQ(message_of(update("SET a = list_append(l, l)").apply(old)), message);
  EXPECT_TRUE(update("SET a = big REMOVE big").apply(old).ok());
}

TEST(Update, FailuresLeaveTheOldItemAlone) {
  const Item before = kOld;
  EXPECT_NE(failure("SET s = :v ADD n :v", {{":v", SS({"a"})}}), "");
  EXPECT_EQ(kOld, before);
}

TEST(Update, UpdatedAttributesArePartsAtTheTargets) {
  const Update made =
      update("SET m.k = :v, l[1] = :v REMOVE s, l[2] ADD fresh :n", {}, {{":v", S("new")}, {":n", N("1")}});
  EXPECT_EQ(made.updated_attributes(kOld),
            (Item{{"l", L({S("b"), S("c")})}, {"m", M({{"k", S("v")}})}, {"s", S("text")}}));
  EXPECT_EQ(made.updated_new_attributes(made.apply(kOld).value()),
            (Item{{"fresh", N("1")}, {"l", L({S("new")})}, {"m", M({{"k", S("new")}})}}));
  const Update remove = update("REMOVE s");
  EXPECT_TRUE(remove.updated_new_attributes(remove.apply(kOld).value()).empty());
  EXPECT_EQ(made.targets().size(), 5u);
}

}  // namespace
}  // namespace basalt::expression
