#include "value/json_text.h"

#include <rapidcheck/gtest.h>

#include "basalt/value/dynamodb_json.h"
#include "unit/value/generators.h"

namespace basalt {
namespace {

std::string literal(std::string_view text) {
  std::string out = ">";
  write_json_string(text, out);
  return out.substr(1);
}

TEST(JsonText, EscapesWhatMustBeEscaped) {
  EXPECT_EQ(literal(""), R"("")");
  EXPECT_EQ(literal("plain text / with \x7f and \xc3\xa9"), "\"plain text / with \x7f and \xc3\xa9\"");
  EXPECT_EQ(literal("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(literal("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(literal(std::string_view("\0\x01\x0b\x1f", 4)), R"("\u0000\u0001\u000B\u001F")");
}

// Every byte at every place of a word and behind it: the fast path looks at eight at once.
TEST(JsonText, FindsTheFirstByteThatIsNotPlain) {
  for (int code = 0; code < 256; ++code) {
    const bool plain = code >= 0x20 && code != '"' && code != '\\';
    for (size_t place = 0; place < 20; ++place) {
      std::string text(20, '~');
      text[place] = static_cast<char>(code);
      EXPECT_EQ(json::plain_prefix(text), plain ? text.size() : place) << code;
      EXPECT_EQ(is_plain_json_text(text), plain) << code;
      text[0] = '\xc3';
      EXPECT_EQ(json::plain_prefix(text), plain || place == 0 ? text.size() : place) << code;
    }
  }
}

RC_GTEST_PROP(JsonTextProperty, PlainTextIsWrittenAsItIs, ()) {
  const std::string text = *testing::texts();
  RC_ASSERT(is_plain_json_text(text) == (literal(text) == '"' + text + '"'));
}

}  // namespace
}  // namespace basalt
