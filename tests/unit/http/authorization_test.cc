// The texts are AWS's, as recorded by dynalite's tests.
#include "http/authorization.h"

namespace basalt::http {
namespace {

Authorization read(std::string_view target, std::string_view authorization, bool date = true) {
  Request request;
  request.set_line(Method::kPost, target);
  if (authorization.data() != nullptr) request.add_header(Header::kAuthorization, authorization);
  if (date) request.add_header(Header::kXAmzDate, "20260101T000000Z");
  return authorize(request, false);
}

std::string refusal(std::string_view target, std::string_view authorization, bool date = true) {
  const Authorization result = read(target, authorization, date);
  return result.error ? std::string(result.error->name()) + ": " + result.error->message() : "accepted";
}

constexpr std::string_view kNone{};

TEST(Authorization, TakesAnyCredentials) {
  const Authorization result = read("/",
                                    "AWS4-HMAC-SHA256 Credential=123456789012/20260101/ap-south-1/dynamodb/aws4_request"
                                    ", SignedHeaders=host, Signature=0");
  ASSERT_FALSE(result.error);
  EXPECT_EQ(result.identity.account, "123456789012");
  EXPECT_EQ(result.identity.access_key, "123456789012");
  EXPECT_EQ(result.identity.region, "ap-south-1");
  EXPECT_EQ(result.identity.scope, "");
}

TEST(Authorization, TakesCredentialsWithoutSpacesBetween) {
  const Authorization result =
      read("/", "AWS4-HMAC-SHA256 Credential=k/20260101/r/dynamodb/aws4_request,SignedHeaders=host,Signature=0");
  ASSERT_FALSE(result.error);
  EXPECT_EQ(result.identity.account, "000000000000");
  EXPECT_EQ(result.identity.region, "r");
}

TEST(Authorization, TakesPresignedRequests) {
  const Authorization result = read(
      "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=k%2F20260101%2Feu-west-1%2Fdynamodb%2Faws4_request"
      "&X-Amz-Date=20260101T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0",
      kNone, false);
  ASSERT_FALSE(result.error);
  EXPECT_EQ(result.identity.region, "eu-west-1");
  EXPECT_EQ(result.identity.access_key, "k");
}

TEST(Authorization, MissingToken) {
  const std::string missing = "MissingAuthenticationTokenException: Request is missing Authentication Token";
  EXPECT_EQ(refusal("/", kNone), missing);
  EXPECT_EQ(refusal("/", "AWS4"), missing);
  EXPECT_EQ(refusal("/?X-Amz-Algorith", "X"), missing);
  EXPECT_EQ(refusal("/?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d", kNone), missing);
}

TEST(Authorization, TwoPlaces) {
  EXPECT_EQ(refusal("/?X-Amz-Algorithm", "X"),
            "InvalidSignatureException: Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as "
            "HTTP header.");
}

TEST(Authorization, IncompleteHeader) {
  EXPECT_EQ(refusal("/", "AWS4-", false),
            "IncompleteSignatureException: Authorization header requires 'Credential' parameter. Authorization header "
            "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization "
            "header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-");
  for (const char* header :
       {"AWS4- Signature=b Credential=a", "AWS4- Signature=b,Credential=a", "AWS4- Signature=b, Credential=a"}) {
    EXPECT_EQ(refusal("/", header),
              "IncompleteSignatureException: Authorization header requires 'SignedHeaders' parameter. Authorization=" +
                  std::string(header));
  }
}

TEST(Authorization, IncompleteQuery) {
  EXPECT_EQ(refusal("/?X-Amz-Algorithm", kNone),
            "IncompleteSignatureException: AWS query-string parameters must include 'X-Amz-Algorithm'. AWS "
            "query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include "
            "'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string "
            "parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.");
  EXPECT_EQ(refusal("/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d", kNone),
            "IncompleteSignatureException: AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine "
            "the query-string parameters.");
}

TEST(Authorization, CredentialHasFiveElements) {
  EXPECT_EQ(refusal("/", "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=0"),
            "IncompleteSignatureException: Credential must have exactly 5 slash-delimited elements, e.g. "
            "keyid/date/region/service/term, got 'a/b/c/d'");
  EXPECT_EQ(refusal("/", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e/, SignedHeaders=host, Signature=0"), "accepted");
}

}  // namespace
}  // namespace basalt::http
