#include "basalt/keys/key_codec.h"

#include <rapidcheck/gtest.h>

#include "unit/value/document_vectors.h"
#include "unit/value/generators.h"

namespace basalt::keys {
namespace {

using basalt::testing::from_hex;
using basalt::testing::to_hex;

std::string encoded(const AttributeValue& value) {
  std::string out;
  encode(value, out);
  return out;
}

std::string encoded_prefix(const AttributeValue& value) {
  std::string out;
  encode_prefix(value, out);
  return out;
}

bool decodes(std::string_view bytes) { return decode(bytes).has_value(); }

// "N 1.5", "S text", "B 00 ff" as the page writes them.
AttributeValue parse_vector(const std::string& text) {
  const std::string content = text.size() > 2 ? text.substr(2) : "";
  switch (text.front()) {
    case 'S':
      return AttributeValue::string(content);
    case 'B':
      return AttributeValue::binary(from_hex(content));
    default:
      return AttributeValue::number(Decimal::parse(content).value());
  }
}

TEST(KeyCodec, AgreesWithTheDocumentedVectors) {
  for (const basalt::testing::Vector& vector : basalt::testing::document_vectors("key-format.md", "vectors")) {
    const AttributeValue value = parse_vector(vector.left);
    EXPECT_EQ(to_hex(encoded(value)), vector.right) << vector.left;
    const std::string bytes = from_hex(vector.right);
    std::string_view rest = bytes;
    EXPECT_EQ(decode(rest), value) << vector.left;
    EXPECT_TRUE(rest.empty()) << vector.left;
  }
}

TEST(KeyCodec, RefusesMalformedBytes) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "nothing"},
      {"00", "no such tag"},
      {"06", "no such tag"},
      {"01", "no end"},
      {"01 61", "no end"},
      {"01 61 00", "half an end"},
      {"01 61 00 02", "neither end nor escape"},
      {"04", "no exponent"},
      {"04 82", "no digits"},
      {"04 82 00", "no digits"},
      {"04 82 0b", "no end"},
      {"04 82 0a 00", "a leading zero"},
      {"04 82 0b 01 00", "a zero pair at the end"},
      {"04 82 65 00", "a pair above 99"},
      {"04 82 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 00", "40 digits"},
      {"02 7d f4", "no end"},
      {"02 7d f5 ff", "a leading zero"},
  };
  for (const auto& [hex, why] : cases) EXPECT_FALSE(decodes(from_hex(hex))) << hex << ": " << why;
}

TEST(KeyCodec, RefusesTypesThatAreNoKeys) {
  std::string out;
  EXPECT_DEATH(encode(AttributeValue::null(), out), "");
  EXPECT_DEATH(encode_prefix(AttributeValue::integer(1), out), "");
}

TEST(KeyCodec, PrefixEndIsTheNextStringThatDoesNotStartWithIt) {
  EXPECT_EQ(prefix_end("a"), "b");
  EXPECT_EQ(prefix_end("a\xff"), "b");
  EXPECT_EQ(prefix_end("a\x7f"), "a\x80");
  EXPECT_EQ(prefix_end("\xff\xff"), "");
  EXPECT_EQ(prefix_end(""), "");
}

RC_GTEST_PROP(KeyCodecProperty, ValuesComeBack, ()) {
  const AttributeValue first = *basalt::testing::key_values();
  const AttributeValue second = *basalt::testing::key_values();
  const std::string bytes = encoded(first) + encoded(second) + "rest";
  std::string_view rest = bytes;
  RC_ASSERT(decode(rest) == first);
  RC_ASSERT(decode(rest) == second);
  RC_ASSERT(rest == "rest");
}

RC_GTEST_PROP(KeyCodecProperty, StoredValuesEncodeAsTreesDo, ()) {
  const AttributeValue value = *basalt::testing::key_values();
  std::string stored;
  encode_value(value, stored);
  std::string out;
  encode(ValueView::read(stored), out);
  RC_ASSERT(out == encoded(value));
}

void check_order(const AttributeValue& a, const AttributeValue& b, std::strong_ordering expected) {
  // A second component must not change what the first has decided.
  const std::string tail_a = encoded(*basalt::testing::key_values());
  const std::string tail_b = encoded(*basalt::testing::key_values());
  RC_ASSERT((encoded(a) <=> encoded(b)) == expected);
  if (expected != 0) RC_ASSERT((encoded(a) + tail_a <=> encoded(b) + tail_b) == expected);
}

RC_GTEST_PROP(KeyCodecProperty, StringsOrderByTheirBytes, ()) {
  const std::string a = *basalt::testing::texts();
  const std::string b =
      *rc::gen::oneOf(basalt::testing::texts(),
                      rc::gen::map(basalt::testing::texts(), [a](const std::string& more) { return a + more; }));
  check_order(AttributeValue::string(a), AttributeValue::string(b), a <=> b);
}

RC_GTEST_PROP(KeyCodecProperty, BinariesOrderByTheirBytes, ()) {
  const std::string a = *basalt::testing::byte_strings();
  const std::string b = *basalt::testing::byte_strings();
  check_order(AttributeValue::binary(a), AttributeValue::binary(b), a <=> b);
}

RC_GTEST_PROP(KeyCodecProperty, NumbersOrderByValue, ()) {
  const Decimal a = *basalt::testing::decimals();
  const Decimal b = *basalt::testing::decimals();
  check_order(AttributeValue::number(a), AttributeValue::number(b), a <=> b);
}

RC_GTEST_PROP(KeyCodecProperty, NearbyNumbersOrderByValue, ()) {
  const Decimal a =
      Decimal::from_parts(*rc::gen::arbitrary<bool>(), *rc::gen::inRange(0u, 2000u), *rc::gen::inRange(-3, 3));
  const Decimal b =
      Decimal::from_parts(*rc::gen::arbitrary<bool>(), *rc::gen::inRange(0u, 2000u), *rc::gen::inRange(-3, 3));
  check_order(AttributeValue::number(a), AttributeValue::number(b), a <=> b);
}

RC_GTEST_PROP(KeyCodecProperty, APrefixCoversExactlyWhatBeginsWithIt, ()) {
  const std::string prefix = *basalt::testing::byte_strings();
  const std::string value = *rc::gen::oneOf(
      basalt::testing::byte_strings(),
      rc::gen::map(basalt::testing::byte_strings(), [prefix](const std::string& more) { return prefix + more; }));
  const std::string begin = encoded_prefix(AttributeValue::binary(prefix));
  const std::string end = prefix_end(begin);
  const std::string key = encoded(AttributeValue::binary(value));
  RC_ASSERT((begin <= key && key < end) == value.starts_with(prefix));
}

// Whatever decodes is the encoding of what it decodes to.
RC_GTEST_PROP(KeyCodecProperty, AnyBytesAreReadSafely, ()) {
  const std::string bytes = *rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::arbitrary<char>(),
                     rc::gen::element('\x00', '\x01', '\x02', '\x03', '\x04', '\x05', '\x0b', '\x64', '\xf4', '\xff')));
  std::string_view rest = bytes;
  const auto value = decode(rest);
  if (value) RC_ASSERT(encoded(*value) == bytes.substr(0, bytes.size() - rest.size()));
}

}  // namespace
}  // namespace basalt::keys
