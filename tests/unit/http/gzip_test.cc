#include "http/gzip.h"

namespace basalt::http {
namespace {

TEST(Gzip, RoundTrip) {
  for (const std::string& text : {std::string(5000, 'a'), std::string("{\"a\":1}") + std::string(300, ' ')}) {
    const std::string compressed = deflate(text);
    EXPECT_LT(compressed.size(), text.size());
    EXPECT_EQ(claimed_inflated_size(compressed), text.size());
    EXPECT_EQ(inflate(compressed), text);
  }
}

TEST(Gzip, WhatDoesNotShrinkIsLeftAlone) { EXPECT_EQ(deflate("x"), ""); }

TEST(Gzip, ClaimsThatCannotBeAreRefusedWithoutTakingTheMemory) {
  std::string liar = deflate(std::string(5000, 'a'));
  for (size_t i = 1; i <= 4; ++i) liar[liar.size() - i] = '\x7f';
  EXPECT_EQ(claimed_inflated_size(liar), 0x7f7f7f7fU);
  EXPECT_EQ(inflate(liar), std::nullopt);
  EXPECT_EQ(inflate(""), std::nullopt);
  EXPECT_EQ(inflate(std::string(100, 'a')), std::nullopt);
}

TEST(Gzip, AcceptEncoding) {
  for (const char* header : {"gzip", "GZIP", "deflate, gzip", "gzip;q=0.5", "br,gzip ; q=1.0", "*"}) {
    EXPECT_TRUE(accepts_gzip(header)) << header;
  }
  for (const char* header : {"", "identity", "deflate", "gzip;q=0", "gzip; q=0.000", "xgzip", ",,", "*;q=0"}) {
    EXPECT_FALSE(accepts_gzip(header)) << header;
  }
}

}  // namespace
}  // namespace basalt::http
