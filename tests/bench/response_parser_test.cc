#include "load/response_parser.h"

#include <gtest/gtest.h>

#include <string>

namespace basalt::bench {
namespace {

// Every cut of a whole answer is partial, and what follows it is left alone.
void expect_answer(const std::string& wire, int status, std::string_view body) {
  ResponseParser parser;
  Response response;
  for (size_t size = 0; size < wire.size(); ++size) {
    EXPECT_EQ(parser.parse(std::string_view(wire).substr(0, size), response), ParseOutcome::kPartial) << size;
  }
  const std::string more = wire + "HTTP/1.1 500";
  ASSERT_EQ(parser.parse(more, response), ParseOutcome::kComplete);
  EXPECT_EQ(response.status, status);
  EXPECT_EQ(response.body, body);
  EXPECT_EQ(response.size, wire.size());
}

TEST(ResponseParserTest, BodyOfALength) {
  expect_answer("HTTP/1.1 200 OK\r\nContent-Type: x\r\ncontent-length: 5\r\n\r\nhello", 200, "hello");
  expect_answer("HTTP/1.1 400 Bad Request\r\nContent-Length:0\r\n\r\n", 400, "");
}

TEST(ResponseParserTest, BodyInChunks) {
  expect_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", 200,
                "abc0123456789");
}

TEST(ResponseParserTest, SaysWhenTheServerCloses) {
  ResponseParser parser;
  Response response;
  ASSERT_EQ(parser.parse("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", response),
            ParseOutcome::kComplete);
  EXPECT_TRUE(response.close);
}

TEST(ResponseParserTest, RefusesWhatIsNotHttp) {
  ResponseParser parser;
  Response response;
  EXPECT_EQ(parser.parse("SSH-2.0-OpenSSH\r\n\r\n", response), ParseOutcome::kMalformed);
  EXPECT_EQ(parser.parse("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", response), ParseOutcome::kMalformed);
  EXPECT_EQ(parser.parse(std::string(100'000, 'x'), response), ParseOutcome::kMalformed);
}

TEST(ErrorTypeTest, IsTheNameBehindTheNumberSign) {
  EXPECT_EQ(error_type(R"({"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"x"})"),
            "ThrottlingException");
  EXPECT_EQ(error_type(R"({"__type": "ThrottlingException"})"), "ThrottlingException");
  EXPECT_EQ(error_type(R"({"Item":{}})"), "");
  EXPECT_EQ(error_type(R"({"__type")"), "");
}

}  // namespace
}  // namespace basalt::bench
