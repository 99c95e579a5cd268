#include <rapidcheck/gtest.h>

#include "basalt/value/dynamodb_json.h"
#include "unit/value/generators.h"

namespace basalt {
namespace {

std::string encoded(std::string_view bytes) {
  std::string out = ">";  // appended to, not replaced
  write_base64(bytes, out);
  return out.substr(1);
}

// The vectors of RFC 4648, section 10.
constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xfb\xff\xfe", "+//+"},
};

TEST(Base64, AgreesWithTheStandardsVectors) {
  for (const auto& [bytes, text] : kPairs) {
    EXPECT_EQ(encoded(bytes), text);
    std::string out = "left over";
    EXPECT_TRUE(read_base64(text, out)) << text;
    EXPECT_EQ(out, bytes);
  }
}

TEST(Base64, RefusesEverythingElse) {
  for (const char* text :
       {"A",    "AA",   "AAA",     "AAAAA", "=",    "====",     "A===",     "AA=A", "=AAA", "AA==AAAA", "A\nAA",
        "AA A", "AA-_", "AAA\xff", "AAA*",  "*AAA", "*AAAAAAA", "AA*AAAAA", "=+/=", "+/+=", "AB==",     "AAB="}) {
    std::string out;
    EXPECT_FALSE(read_base64(text, out)) << text;
  }
  std::string out;
  EXPECT_FALSE(read_base64(std::string_view("AA\0A", 4), out));
}

RC_GTEST_PROP(Base64Property, BytesComeBack, (const std::string& bytes)) {
  std::string out;
  RC_ASSERT(read_base64(encoded(bytes), out));
  RC_ASSERT(out == bytes);
}

RC_GTEST_PROP(Base64Property, ATextIsRefusedOrTheOnlyOneOfItsBytes, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element('A', 'B', 'Q', 'g', '/', '+', '=', '-', '\xff'));
  std::string bytes;
  if (read_base64(text, bytes)) RC_ASSERT(encoded(bytes) == text);
}

}  // namespace
}  // namespace basalt
