#include "load/sigv4.h"

#include <gtest/gtest.h>

#include <array>

// Vectors of AWS's Signature Version 4 test suite (get-vanilla, post-vanilla, post-x-www-form-urlencoded).
namespace basalt::bench {
namespace {

constexpr std::string_view kDate = "20150830T123600Z";
constexpr std::string_view kHost = "example.amazonaws.com";

Sigv4Signer signer() {
  return Sigv4Signer({"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ""}, "us-east-1", "service");
}

std::string expected(std::string_view headers, std::string_view signature) {
  std::string text = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=";
  return text.append(headers).append(", Signature=").append(signature);
}

TEST(Sigv4Test, GetVanilla) {
  const std::array<SignedHeader, 2> headers{{{"host", kHost}, {"x-amz-date", kDate}}};
  EXPECT_EQ(signer().authorization("GET", "/", kDate, headers, ""),
            expected("host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
}

TEST(Sigv4Test, PostVanilla) {
  const std::array<SignedHeader, 2> headers{{{"host", kHost}, {"x-amz-date", kDate}}};
  EXPECT_EQ(signer().authorization("POST", "/", kDate, headers, ""),
            expected("host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"));
}

TEST(Sigv4Test, PostWithABody) {
  const std::array<SignedHeader, 3> headers{
      {{"content-type", "application/x-www-form-urlencoded"}, {"host", kHost}, {"x-amz-date", kDate}}};
  EXPECT_EQ(
      signer().authorization("POST", "/", kDate, headers, "Param1=value1"),
      expected("content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
}

TEST(Sigv4Test, ANewDayHasAKeyOfItsOwn) {
  Sigv4Signer kept = signer();
  const std::array<SignedHeader, 2> headers{{{"host", kHost}, {"x-amz-date", kDate}}};
  const std::string first = kept.authorization("GET", "/", kDate, headers, "");
  const std::array<SignedHeader, 2> later{{{"host", kHost}, {"x-amz-date", "20150831T123600Z"}}};
  EXPECT_NE(kept.authorization("GET", "/", later[1].value, later, ""), first);
  EXPECT_EQ(kept.authorization("GET", "/", kDate, headers, ""), first);
}

}  // namespace
}  // namespace basalt::bench
