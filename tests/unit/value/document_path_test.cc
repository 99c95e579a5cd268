#include "basalt/value/document_path.h"

namespace basalt {
namespace {

DocumentPath path(std::vector<DocumentPath::Element> elements) { return DocumentPath{std::move(elements)}; }

Item document() {
  return Item{{"a", AttributeValue::map(
                        {{"b", AttributeValue::list({AttributeValue::integer(1), AttributeValue::string("two")})}})},
              {"s", AttributeValue::string("text")},
              {"set", AttributeValue::string_set({"x"})}};
}

TEST(DocumentPath, PrintsAsAwsDoes) {
  EXPECT_EQ(DocumentPath::attribute("a").to_string(), "[a]");
  EXPECT_EQ(path({"a", size_t{2}, "c"}).to_string(), "[a, [2], c]");
  EXPECT_EQ(path({"", size_t{0}}).to_string(), "[, [0]]");
}

TEST(DocumentPath, FindsTheSameInTreesAndInStoredBytes) {
  const Item item = document();
  const std::string bytes = encode_item(item);
  const std::vector<DocumentPath> present = {path({"a"}), path({"a", "b"}), path({"a", "b", size_t{0}}),
                                             path({"a", "b", size_t{1}}), path({"s"})};
  for (const DocumentPath& each : present) {
    ASSERT_NE(resolve(item, each), nullptr) << each.to_string();
    ASSERT_TRUE(resolve(ItemView(bytes), each).has_value()) << each.to_string();
    EXPECT_EQ(resolve(ItemView(bytes), each)->decode(), *resolve(item, each));
  }
  EXPECT_EQ(*resolve(item, path({"a", "b", size_t{1}})), AttributeValue::string("two"));
}

TEST(DocumentPath, FindsNothingWhereNothingIs) {
  const Item item = document();
  const std::string bytes = encode_item(item);
  const std::vector<DocumentPath> absent = {path({"x"}),
                                            path({"a", "x"}),
                                            path({"a", size_t{0}}),
                                            path({"a", "b", size_t{2}}),
                                            path({"a", "b", SIZE_MAX}),
                                            path({"a", "b", "c"}),
                                            path({"s", "x"}),
                                            path({"s", size_t{0}}),
                                            path({"set", size_t{0}}),
                                            path({"a", "b", size_t{0}, "x"})};
  for (const DocumentPath& each : absent) {
    EXPECT_EQ(resolve(item, each), nullptr) << each.to_string();
    EXPECT_FALSE(resolve(ItemView(bytes), each).has_value()) << each.to_string();
  }
}

TEST(DocumentPath, ReachesIntoATreeToChangeIt) {
  Item item = document();
  *resolve(item, path({"a", "b", size_t{0}})) = AttributeValue::integer(9);
  EXPECT_EQ(*resolve(std::as_const(item), path({"a", "b", size_t{0}})), AttributeValue::integer(9));
}

}  // namespace
}  // namespace basalt
