#include "wire/object_writer.h"

#include "gtest/gtest.h"

namespace basalt::wire {
namespace {

TEST(ObjectWriterTest, WritesMembersInTheOrderGiven) {
  std::string out = "x";
  {
    ObjectWriter object(out);
    object.string("a", "q\"\n");
    object.integer("b", -5);
    object.boolean("c", false);
    object.item("d", Item{{"k", AttributeValue::integer(1)}});
    ArrayWriter array(object.key("e"));
    write_double(1, array.element());
    { const ObjectWriter empty(array.element()); }
  }
  EXPECT_EQ(out, R"(x{"a":"q\"\n","b":-5,"c":false,"d":{"k":{"N":"1"}},"e":[1.0,{}]})");
}

TEST(ObjectWriterTest, DoublesAsAwsWritesThem) {
  const auto text = [](double value) {
    std::string out;
    write_double(value, out);
    return out;
  };
  EXPECT_EQ(text(0), "0.0");
  EXPECT_EQ(text(0.5), "0.5");
  EXPECT_EQ(text(12), "12.0");
  EXPECT_EQ(text(128.5), "128.5");
}

TEST(ObjectWriterTest, TimestampsHaveMilliseconds) {
  const auto text = [](double seconds) {
    std::string out;
    { ObjectWriter(out).timestamp("t", seconds); }
    return out;
  };
  EXPECT_EQ(text(1767225600), R"({"t":1767225600})");
  EXPECT_EQ(text(1767225600.5), R"({"t":1767225600.5})");
  EXPECT_EQ(text(1767225600.005), R"({"t":1767225600.005})");
  EXPECT_EQ(text(1767225600.123), R"({"t":1767225600.123})");
}

}  // namespace
}  // namespace basalt::wire
