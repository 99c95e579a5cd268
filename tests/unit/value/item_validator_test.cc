#include <rapidcheck/gtest.h>

#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"
#include "unit/value/document_vectors.h"
#include "unit/value/generators.h"

namespace basalt {
namespace {

using testing::from_hex;

Item nested(int containers, bool maps) {
  AttributeValue value = AttributeValue::null();
  for (int i = 0; i < containers; ++i)
    value = maps ? AttributeValue::map({{"k", value}}) : AttributeValue::list({value});
  return Item{{"a", value}};
}

TEST(ItemValidator, RefusesEverySecondSpelling) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "no count"},
      {"00 00", "bytes after the item"},
      {"01", "an attribute is missing"},
      {"80 00", "a varint that is too long"},
      {"ff ff ff ff 7f", "a varint above 32 bits"},
      {"ff ff ff ff ff 01", "a varint of six bytes"},
      {"02 01 62 09 01 61 09", "names out of order"},
      {"02 01 61 09 01 61 09", "a name twice"},
      {"01 01 ff 09", "a name that is not UTF-8"},
      {"01 01 61 00", "no such type"},
      {"01 01 61 0b", "no such type"},
      {"01 01 61 89", "a flag where none belongs"},
      {"01 01 61 01 01 78", "plain text without its flag"},
      {"01 01 61 81 01 22", "the flag on a quote"},
      {"01 01 61 81 02 78", "a text cut short"},
      {"01 01 61 81 02 c0 80", "an overlong form"},
      {"01 01 61 81 03 ed a0 80", "a surrogate"},
      {"01 01 61 81 04 f4 90 80 80", "above U+10FFFF"},
      {"01 01 61 02 00", "no digits"},
      {"01 01 61 02 02 30 31", "a leading zero"},
      {"01 01 61 02 02 2d 30", "minus zero"},
      {"01 01 61 02 03 31 65 31", "an exponent"},
      {"01 01 61 0a 02", "neither true nor false"},
      {"01 01 73 84 05 02 01 62 01 61", "a set out of order"},
      {"01 01 73 84 05 02 01 61 01 61", "an element twice"},
      {"01 01 73 04 05 02 01 61 01 62", "a plain set without its flag"},
      {"01 01 73 05 06 02 01 32 02 2d 31", "numbers out of order"},
      {"01 01 6c 08 03 01 09 09", "bytes after the list"},
      {"01 01 6c 08 01 01", "an element is missing"},
      {"01 01 6d 07 02 00 00", "bytes after the map"},
  };
  for (const auto& [hex, why] : cases) EXPECT_FALSE(validate_item(from_hex(hex))) << why;
}

TEST(ItemValidator, BoundsTheDepth) {
  for (const bool maps : {true, false}) {
    EXPECT_TRUE(validate_item(encode_item(nested(kMaxNesting, maps))));
    EXPECT_FALSE(validate_item(encode_item(nested(kMaxNesting + 1, maps))));
  }
}

// Deeper than any stack would bear, if the depth were not bounded.
TEST(ItemValidator, SurvivesDeepNesting) {
  std::string value = "\x09";
  for (int i = 0; i < 20000; ++i) {
    std::string size;
    size_t left = value.size() + 1;
    for (; left >= 0x80; left >>= 7) size.push_back(static_cast<char>(left | 0x80));
    size.push_back(static_cast<char>(left));
    value.insert(0, "\x08" + size + "\x01");
    if (i + 1 == kMaxNesting) {
      EXPECT_TRUE(validate_item("\x01\x01\x61" + value));
    }
  }
  EXPECT_FALSE(validate_item("\x01\x01\x61" + value));
}

RC_GTEST_PROP(ItemValidatorProperty, AcceptsWhatTheEncoderWrites, ()) {
  RC_ASSERT(validate_item(encode_item(*testing::items(4))));
}

// Whatever it accepts has to be what the encoder would have written.
void check_verdict(const std::string& bytes) {
  if (!validate_item(bytes)) return;
  RC_ASSERT(encode_item(ItemView(bytes).decode()) == bytes);
  RC_ASSERT(item_size(ItemView(bytes)) == item_size(ItemView(bytes).decode()));
}

RC_GTEST_PROP(ItemValidatorProperty, SurvivesCorruption, ()) {
  std::string bytes = encode_item(*testing::items(3));
  for (int changes = *rc::gen::inRange(1, 4); changes > 0 && !bytes.empty(); --changes) {
    const size_t at = *rc::gen::inRange<size_t>(0, bytes.size());
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        bytes[at] = *rc::gen::arbitrary<char>();
        break;
      case 1:
        bytes.erase(at, *rc::gen::inRange<size_t>(1, 9));
        break;
      default:
        bytes.insert(at, 1, *rc::gen::arbitrary<char>());
        break;
    }
  }
  check_verdict(bytes);
}

RC_GTEST_PROP(ItemValidatorProperty, SurvivesAnyBytes, (const std::string& bytes)) {
  check_verdict(bytes);
  check_verdict("\x01\x01" + bytes);
}

}  // namespace
}  // namespace basalt
