#include "basalt/expression/condition.h"

#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

// One value of each type, and a second one that sorts after it.
const Item kItem = {
    {"b", B("abc")},
    {"b2", B("abd")},
    {"bool", Bool(true)},
    {"bool2", Bool(false)},
    {"bs", BS({"x", "yz"})},
    {"l", L({S("x"), N("2"), L({S("inner")})})},
    {"m", M({{"k", S("v")}, {"n", N("7")}})},
    {"n", N("10")},
    {"n2", N("9.5")},
    {"ns", NS({"1", "2.5"})},
    {"null", NullValue()},
    {"s", S("abc")},
    {"s2", S("abd")},
    {"ss", SS({"x", "yz", ""})},
};

bool holds(std::string_view text, const Values& values = {}) { return matches(condition(text, {}, values), kItem); }

TEST(Condition, EqualityOverAllTypes) {
  const std::pair<const char*, AttributeValue> equal[] = {
      {"s", S("abc")},
      {"n", N("1.0E1")},
      {"b", B("abc")},
      {"ss", SS({"", "yz", "x"})},
      {"ns", NS({"2.50", "1"})},
      {"bs", BS({"yz", "x"})},
      {"bool", Bool(true)},
      {"#null", NullValue()},
      {"m", M({{"n", N("7")}, {"k", S("v")}})},
      {"l", L({S("x"), N("2"), L({S("inner")})})},
  };
  for (const auto& [name, value] : equal) {
    for (const auto& [other_name, other] : equal) {
      const Names names = name == std::string("#null") ? Names{{"#null", "null"}} : Names{};
      const bool same = name == other_name;
      EXPECT_EQ(matches(condition(std::string(name) + " = :v", names, {{":v", other}}), kItem), same)
          << name << other_name;
      EXPECT_EQ(matches(condition(":v = " + std::string(name), names, {{":v", other}}), kItem), same);
      EXPECT_EQ(matches(condition(std::string(name) + " <> :v", names, {{":v", other}}), kItem), !same);
    }
  }
}

TEST(Condition, EqualityOfNestedValuesLooksInside) {
  EXPECT_FALSE(holds("m = :v", {{":v", M({{"k", S("v")}})}}));
  EXPECT_FALSE(holds("m = :v", {{":v", M({{"k", S("v")}, {"o", N("7")}})}}));
  EXPECT_FALSE(holds("l = :v", {{":v", L({S("x"), N("2"), L({S("other")})})}}));
  EXPECT_FALSE(holds("ss = :v", {{":v", SS({"x", "yz"})}}));
  EXPECT_TRUE(holds("l[2] = :v", {{":v", L({S("inner")})}}));
  EXPECT_TRUE(holds("m.k = :v", {{":v", S("v")}}));
}

TEST(Condition, PathsAreComparedWithPaths) {
  EXPECT_TRUE(holds("s < s2"));
  EXPECT_TRUE(holds("b < b2"));
  EXPECT_TRUE(holds("n > n2"));
  EXPECT_FALSE(holds("bool = bool2"));
  EXPECT_FALSE(holds("s = b"));
  EXPECT_TRUE(holds("l[0] <> l[1]"));
}

TEST(Condition, OrderOfScalars) {
  const struct {
    std::string_view text;
    AttributeValue value;
    bool expected;
  } cases[] = {
      {"n < :v", N("10.5"), true},    {"n < :v", N("10"), false},    {"n <= :v", N("10"), true},
      {"n > :v", N("-11"), true},     {"n >= :v", N("10.0"), true},  {"n > :v", N("9"), true},
      {"n > :v", S("1"), false},      {"n < :v", S("2"), false},     {"s < :v", S("abd"), true},
      {"s > :v", S("abb\xC3"), true}, {"s >= :v", S("abcd"), false}, {"s > :v", S(""), true},
      {"b > :v", B("ab\x01"), true},  {"b < :v", B("\xFF"), true},   {"s < :v", B("zzz"), false},
      {"m < :v", S("z"), false},
  };
  for (const auto& c : cases) EXPECT_EQ(holds(c.text, {{":v", c.value}}), c.expected) << c.text;
}

TEST(Condition, StringsSortByTheirBytes) {
  const Item item = {{"a", S("\xF0\x9F\x98\x80")}};  // U+1F600 sorts after U+FFFD in UTF-8, before it in UTF-16
  EXPECT_TRUE(matches(condition("a > :v", {}, {{":v", S("\xEF\xBF\xBD")}}), item));
}

TEST(Condition, MissingAttributesEqualNothing) {
  const Values v = {{":v", N("1")}};
  EXPECT_FALSE(holds("gone = :v", v));
  EXPECT_TRUE(holds("gone <> :v", v));
  EXPECT_FALSE(holds("gone < :v", v));
  EXPECT_FALSE(holds("gone >= :v", v));
  EXPECT_FALSE(holds("gone = gone2"));
  EXPECT_TRUE(holds("NOT gone = :v", v));
  EXPECT_FALSE(holds("gone IN (:v)", v));
  EXPECT_FALSE(holds("gone BETWEEN :v AND :v", v));
  EXPECT_FALSE(holds("contains(gone, :v)", v));
  EXPECT_FALSE(holds("begins_with(gone, :v)", {{":v", S("")}}));
  EXPECT_FALSE(holds("size(gone) >= :v", {{":v", N("0")}}));
  EXPECT_FALSE(holds("attribute_type(gone, :v)", {{":v", S("NULL")}}));
  EXPECT_TRUE(holds("attribute_not_exists(gone)"));
  EXPECT_FALSE(holds("attribute_exists(m.gone)"));
  EXPECT_FALSE(holds("attribute_exists(l[3])"));
  EXPECT_FALSE(holds("attribute_exists(s.k)"));
  EXPECT_FALSE(holds("attribute_exists(m[0])"));
}

TEST(Condition, TheItemThatDoesNotExistIsEmpty) {
  EXPECT_TRUE(condition("attribute_not_exists(pk)").matches(ItemView()));
  EXPECT_FALSE(condition("attribute_exists(pk)").matches(ItemView()));
}

TEST(Condition, Between) {
  EXPECT_TRUE(holds("n BETWEEN :a AND :b", {{":a", N("10")}, {":b", N("10")}}));
  EXPECT_TRUE(holds("n BETWEEN n2 AND :b", {{":b", N("11")}}));
  EXPECT_FALSE(holds("n BETWEEN :a AND :b", {{":a", N("1")}, {":b", N("9")}}));
  EXPECT_TRUE(holds(":a BETWEEN s AND s2", {{":a", S("abcz")}}));
  EXPECT_FALSE(holds(":a BETWEEN s2 AND s", {{":a", S("abcz")}}));
  EXPECT_FALSE(holds("n BETWEEN :a AND :b", {{":a", S("0")}, {":b", S("9")}}));
  EXPECT_TRUE(holds("n between :a and :b and s = :c", {{":a", N("1")}, {":b", N("11")}, {":c", S("abc")}}));
}

TEST(Condition, In) {
  EXPECT_TRUE(holds("n IN (:a, :b)", {{":a", S("10")}, {":b", N("10")}}));
  EXPECT_FALSE(holds("n IN (:a, n2)", {{":a", S("10")}}));
  EXPECT_TRUE(holds("ss IN (:a)", {{":a", SS({"x", "yz", ""})}}));
}

TEST(Condition, BeginsWith) {
  EXPECT_TRUE(holds("begins_with(s, :v)", {{":v", S("ab")}}));
  EXPECT_TRUE(holds("begins_with(s, :v)", {{":v", S("")}}));
  EXPECT_FALSE(holds("begins_with(s, :v)", {{":v", S("abcd")}}));
  EXPECT_FALSE(holds("begins_with(s, :v)", {{":v", B("ab")}}));
  EXPECT_TRUE(holds("begins_with(b, :v)", {{":v", B("ab")}}));
  EXPECT_FALSE(holds("begins_with(n, :v)", {{":v", S("1")}}));
}

TEST(Condition, Contains) {
  const struct {
    std::string_view path;
    AttributeValue value;
    bool expected;
  } cases[] = {
      {"s", S("bc"), true},     {"s", S(""), true},          {"s", B("bc"), false}, {"b", B("bc"), true},
      {"b", S("bc"), false},    {"ss", S("x"), true},        {"ss", S("y"), false}, {"ss", S(""), true},
      {"ns", N("2.5"), true},   {"ns", N("2"), false},       {"ns", S("1"), false}, {"bs", B("yz"), true},
      {"bs", S("yz"), false},   {"l", S("x"), true},         {"l", N("2.0"), true}, {"l", L({S("inner")}), true},
      {"l", S("inner"), false}, {"m", S("k"), false},        {"n", N("1"), false},  {"n", S("1"), false},
      {"ss", SS({"x"}), false}, {"bool", Bool(true), false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(holds("contains(" + std::string(c.path) + ", :v)", {{":v", c.value}}), c.expected) << c.path;
  }
  EXPECT_TRUE(holds("contains(:v, s)", {{":v", S("xabcx")}}));
  EXPECT_TRUE(holds("contains(:v, s)", {{":v", SS({"abc"})}}));
  EXPECT_TRUE(holds("contains(:v, n)", {{":v", NS({"10"})}}));
  EXPECT_TRUE(holds("contains(ss, l[0])"));
}

TEST(Condition, SizeOfEachType) {
  const std::pair<std::string_view, std::string_view> cases[] = {{"s", "3"},  {"b", "3"}, {"ss", "3"}, {"ns", "2"},
                                                                 {"bs", "2"}, {"l", "3"}, {"m", "2"},  {"l[2]", "1"}};
  for (const auto& [path, size] : cases) {
    EXPECT_TRUE(holds("size(" + std::string(path) + ") = :v", {{":v", N(size)}})) << path;
  }
  for (const char* path : {"n", "bool", "#n"}) {
    const Names names = path == std::string("#n") ? Names{{"#n", "null"}} : Names{};
    EXPECT_FALSE(matches(condition("size(" + std::string(path) + ") >= :v", names, {{":v", N("0")}}), kItem));
  }
  EXPECT_TRUE(holds("size(:s) < size(l)", {{":s", SS({"q"})}}));
}

TEST(Condition, SizeOfAStringCountsUtf16Units) {
  const Item item = {{"a", S("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")}};  // e acute, euro sign, emoji: 1 + 1 + 2
  EXPECT_TRUE(matches(condition("size(a) = :v", {}, {{":v", N("4")}}), item));
}

TEST(Condition, AttributeType) {
  const std::pair<std::string_view, std::string_view> types[] = {{"s", "S"},   {"n", "N"},   {"b", "B"},
                                                                 {"ss", "SS"}, {"ns", "NS"}, {"bs", "BS"},
                                                                 {"m", "M"},   {"l", "L"},   {"bool", "BOOL"}};
  for (const auto& [path, type] : types) {
    for (const auto& [unused, asked] : types) {
      EXPECT_EQ(holds("attribute_type(" + std::string(path) + ", :t)", {{":t", S(std::string(asked))}}), type == asked);
    }
  }
}

TEST(Condition, PrecedenceOfNotAndOr) {
  const Values v = {{":t", N("10")}, {":f", N("0")}};
  EXPECT_TRUE(holds("n = :t OR n = :f AND n = :f", v));  // AND binds tighter
  EXPECT_FALSE(holds("(n = :t OR n = :f) AND n = :f", v));
  EXPECT_TRUE(holds("NOT n = :f AND n = :t", v));  // NOT binds tighter still
  EXPECT_FALSE(holds("NOT (n = :f OR n = :t)", v));
  EXPECT_TRUE(holds("NOT NOT n = :t AND NOT n = :f", v));
  EXPECT_TRUE(holds("n = :f or not n = :f and n = :t", v));
}

TEST(Condition, TellsItsPathsInOrder) {
  const Condition made = condition("a.b[1] = :v AND contains(c, d) OR size(e) < :v", {}, {{":v", N("1")}});
  std::string text;
  for (const DocumentPath& path : made.paths()) text += path.to_string();
  EXPECT_EQ(text, "[a, b, [1]][c][d][e]");
}

}  // namespace
}  // namespace basalt::expression
