#include "basalt/expression/projection.h"

#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

const Item kItem = {
    {"a", M({{"b", S("b")}, {"c", N("1")}, {"d", M({{"e", S("e")}})}})},
    {"l",
     L({M({{"x", S("x0")}, {"y", S("y0")}, {"z", L({S("p"), S("q")})}}), S("one"), S("two"), L({S("i"), S("j")})})},
    {"pk", S("key")},
};

Item project(std::string_view text, const Names& names = {}) {
  const Projection projection = *resolve({.projection = text}, substitutions(names, {})).value().projection;
  const std::string encoded = encode_item(kItem);
  const Item item = projection.apply(ItemView(encoded));
  std::string out;
  projection.apply(ItemView(encoded), out);
  EXPECT_EQ(ItemView(out).decode(), item);
  return item;
}

TEST(Projection, TopLevelAttributes) {
  EXPECT_EQ(project("pk, gone"), (Item{{"pk", S("key")}}));
  EXPECT_EQ(project("#l", {{"#l", "pk"}}), (Item{{"pk", S("key")}}));
  EXPECT_EQ(project("gone"), Item());
}

TEST(Projection, NestedPathsBringTheirParents) {
  EXPECT_EQ(project("a.b"), (Item{{"a", M({{"b", S("b")}})}}));
  EXPECT_EQ(project("a.b, a.d.e"), (Item{{"a", M({{"b", S("b")}, {"d", M({{"e", S("e")}})}})}}));
  EXPECT_EQ(project("a.gone, pk"), (Item{{"pk", S("key")}}));
  EXPECT_EQ(project("a[0], pk.x, l.x"), Item());
}

TEST(Projection, ListElementsCloseUpInOrder) {
  EXPECT_EQ(project("l[2], l[1]"), (Item{{"l", L({S("one"), S("two")})}}));
  EXPECT_EQ(project("l[3][1], l[9]"), (Item{{"l", L({L({S("j")})})}}));
}

TEST(Projection, PathsThroughOneElementMeet) {
  const AttributeValue both = M({{"x", S("x0")}, {"y", S("y0")}});
  EXPECT_EQ(project("l[0].y, l[0].x"), (Item{{"l", L({both})}}));
  EXPECT_EQ(project("l[0].x, l[2], l[0].y"), (Item{{"l", L({both, S("two")})}}));
  EXPECT_EQ(project("l[0].z[1], l[0].x"), (Item{{"l", L({M({{"x", S("x0")}, {"z", L({S("q")})}})})}}));
}

std::string paths_message(const std::string& relation, const std::string& one, const std::string& two) {
  return "Invalid ProjectionExpression: Two document paths " + relation +
         " with each other; must remove or rewrite one of these paths; path one: " + one + ", path two: " + two;
}

TEST(Projection, RefusesOverlaps) {
  const struct {
    std::string_view text;
    std::string one, two;
  } cases[] = {
      {"b[1], b.a, #a.b, a", "[a, b]", "[a]"},
      {"a, #a[1]", "[a]", "[a, [1]]"},
      {"a,b,#a", "[a]", "[b]"},
      {"a, #a", "[a]", "[a]"},
      {"a, #a.b.c", "[a]", "[a, b, c]"},
      {"#a.b, a", "[a, b]", "[a]"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(projection_refusal(c.text, {{"#a", "a"}}), paths_message("overlap", c.one, c.two)) << c.text;
  }
  EXPECT_EQ(projection_refusal("#x, #y.b", {{"#x", "a"}, {"#y", "a"}}), paths_message("overlap", "[a]", "[a, b]"));
}

TEST(Projection, RefusesConflicts) {
  const struct {
    std::string_view text;
    std::string one, two;
  } cases[] = {
      {"a.b, #a[1], #b", "[a, b]", "[a, [1]]"},
      {"a.b[1], #a[1], #b", "[a, b, [1]]", "[a, [1]]"},
      {"a[3].b, #a.#b.b", "[a, [3], b]", "[a, [3], b]"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(projection_refusal(c.text, {{"#a", "a"}, {"#b", "[3]"}}), paths_message("conflict", c.one, c.two))
        << c.text;
  }
}

TEST(Projection, RefusesReservedWordsAndUndefinedNames) {
  EXPECT_EQ(projection_refusal("#a,ABSoLUTE"),
            "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: ABSoLUTE");
  EXPECT_EQ(projection_refusal("a,b,a,#a"),
            "Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; "
            "attribute name: #a");
}

}  // namespace
}  // namespace basalt::expression
