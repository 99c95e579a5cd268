#include "basalt/value/item_assembly.h"

#include "basalt/value/item_size.h"
#include "gtest/gtest.h"

namespace basalt {
namespace {

// The attributes of an item whose names are wanted, put together without decoding.
std::string assembled(ItemAssembly& assembly, const std::string& encoded, std::string_view wanted) {
  ItemView(encoded).for_each([&](std::string_view name, const ValueView& value) {
    if (wanted.find(name) != std::string_view::npos) assembly.add(name, value);
    return true;
  });
  std::string out;
  assembly.finish(out);
  return out;
}

TEST(ItemAssembly, MakesTheBytesThatEncodingMakes) {
  const Item all{{"a", AttributeValue::string("x")},
                 {"b", AttributeValue::integer(-5)},
                 {"c", AttributeValue::list({AttributeValue::boolean(true), AttributeValue::null()})},
                 {"d", AttributeValue::string(std::string(300, 'y'))}};
  const std::string encoded = encode_item(all);
  ItemAssembly assembly;
  EXPECT_EQ(assembled(assembly, encoded, "abcd"), encoded);
  Item some;
  some.set("b", *all.find("b"));
  some.set("d", *all.find("d"));
  EXPECT_EQ(assembled(assembly, encoded, "bd"), encode_item(some)) << "and starts anew each time";
  EXPECT_EQ(assembled(assembly, encoded, ""), encode_item(Item{}));
}

TEST(ItemAssembly, CountsBytesAsDynamodbDoes) {
  const Item item{{"name", AttributeValue::string("value")}, {"n", AttributeValue::integer(1234)}};
  const std::string encoded = encode_item(item);
  ItemAssembly assembly;
  ItemView(encoded).for_each([&](std::string_view name, const ValueView& value) {
    assembly.add(name, value);
    return true;
  });
  EXPECT_EQ(assembly.size(), item_size(item));
}

}  // namespace
}  // namespace basalt
