// The pipeline's answers, over real sockets: health, methods and content types, CORS, compression, identity.
#include "http/pipeline.h"

#include "http/gzip.h"
#include "unit/http/test_client.h"

namespace basalt::http {
namespace {

using testing::kAuthorization;
using testing::post;
using testing::TestClient;
using testing::TestResponse;
using testing::TestServer;

TestResponse ask(TestServer& server, std::string_view request) {
  TestClient client(server.port());
  client.send(request);
  return client.receive();
}

std::string request_line(std::string_view method, std::string_view target, std::string_view headers = "") {
  return std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}

TEST(Pipeline, GetAnswersAsTheEndpointDoes) {
  TestServer server;
  const TestResponse response = ask(server, request_line("GET", "/"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "healthy: dynamodb.us-east-1.amazonaws.com ");
  EXPECT_EQ(response.headers.at("x-amz-crc32"), "3128867991");  // as recorded from AWS
  EXPECT_EQ(response.headers.at("content-length"), "42");
  EXPECT_EQ(response.headers.count("x-amzn-requestid"), 1U);
}

TEST(Pipeline, HealthTellsWhenNothingCanBeWritten) {
  TestServer server;
  EXPECT_EQ(ask(server, request_line("GET", "/health")).status, 200);
  server.handler.state = {false, "a sync failed on /secret/path"};
  const TestResponse response = ask(server, request_line("GET", "/health"));
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.body, R"({"status":"read-only"})");
}

TEST(Pipeline, OtherMethodsAndContentTypesAreUnknownOperations) {
  TestServer server;
  const std::string body = "Content-Length: 2\r\n\r\nhi";
  for (const std::string& request :
       {request_line("PUT", "/"), request_line("DELETE", "/"), request_line("GET", "/somewhere"),
        request_line("OPTIONS", "/"), std::string("POST / HTTP/1.1\r\nHost: x\r\n") + body,
        std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-amz-json-1.1\r\n") + body,
        std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/jsonasdf\r\n") + body}) {
    const TestResponse response = ask(server, request);
    EXPECT_EQ(response.status, 404) << request;
    EXPECT_EQ(response.body, "<UnknownOperationException/>\n");
    EXPECT_EQ(response.headers.at("x-amz-crc32"), "3552371480");  // as recorded from AWS
  }
}

TEST(Pipeline, ContentTypesAreReadAsMediaTypes) {
  TestServer server;
  for (const char* type : {"application/json", "  application/json  ;   asfd", "application/json;charset=x"}) {
    const TestResponse response = ask(
        server, std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ") + type + "\r\nContent-Length: 2\r\n\r\n{}");
    EXPECT_EQ(response.status, 200) << type;
    EXPECT_EQ(response.headers.at("content-type"), "application/json");
  }
}

TEST(Pipeline, PreflightIsAnsweredAsAwsDoes) {
  TestServer server;
  const TestResponse response =
      ask(server, request_line("OPTIONS", "/",
                               "Origin: https://a.example\r\nAccess-Control-Request-Headers: a, b, c\r\n"
                               "Access-Control-Request-Method: d\r\n"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(response.headers.at("access-control-allow-origin"), "*");
  EXPECT_EQ(response.headers.at("access-control-allow-headers"), "a, b, c");
  EXPECT_EQ(response.headers.at("access-control-allow-methods"), "d");
  EXPECT_EQ(response.headers.at("access-control-max-age"), "172800");
  EXPECT_EQ(response.headers.at("content-length"), "0");
}

TEST(Pipeline, AnswersToBrowsersNameTheOrigin) {
  TestServer server;
  EXPECT_EQ(ask(server, post("{}", "Origin: https://a.example\r\n")).headers.at("access-control-allow-origin"), "*");
  EXPECT_EQ(ask(server, post("{}")).headers.count("access-control-allow-origin"), 0U);
}

TEST(Pipeline, OnlyListedOriginsAreAllowed) {
  ServerOptions options;
  options.cors_origins = {"https://a.example", "https://b.example"};
  TestServer server(options);
  const TestResponse allowed = ask(server, post("{}", "Origin: https://b.example\r\n"));
  EXPECT_EQ(allowed.headers.at("access-control-allow-origin"), "https://b.example");
  const TestResponse other = ask(server, post("{}", "Origin: https://c.example\r\n"));
  EXPECT_EQ(other.headers.count("access-control-allow-origin"), 0U);
  EXPECT_EQ(ask(server, request_line("OPTIONS", "/", "Origin: https://c.example\r\n")).status, 404);
}

TEST(Pipeline, CompressedBodiesAreInflated) {
  TestServer server;
  const std::string plain = "{\"text\":\"" + std::string(1000, 'a') + "\"}";
  EXPECT_EQ(ask(server, post(deflate(plain), "Content-Encoding: gzip\r\n")).body, "DynamoDB_20120810.GetItem|" + plain);
}

TEST(Pipeline, CompressedBodiesThatLieAreRefused) {
  TestServer server;
  std::string wrong = deflate(std::string(1000, 'a'));
  wrong[wrong.size() / 2] = static_cast<char>(wrong[wrong.size() / 2] ^ 1);
  EXPECT_EQ(ask(server, post(wrong, "Content-Encoding: gzip\r\n")).status, 400);
  EXPECT_EQ(ask(server, post("short", "Content-Encoding: gzip\r\n")).status, 400);
  const std::string bomb = deflate(std::string((16 << 20) + 1, 'a'));
  EXPECT_LT(bomb.size(), 200'000U);
  EXPECT_EQ(ask(server, post(bomb, "Content-Encoding: gzip\r\n")).status, 413);
}

TEST(Pipeline, AnswersAreCompressedOnRequest) {
  TestServer server;
  // One that is compressed on the I/O thread and one on the pool.
  for (const size_t size : {size_t{2000}, size_t{500'000}}) {
    const std::string text(size, 'a');
    server.handler.respond = [&text](wire::Call, wire::IoThread&, wire::Done done) { done({200, text}); };
    const TestResponse response = ask(server, post("{}", "Accept-Encoding: deflate, gzip;q=0.5\r\n"));
    EXPECT_EQ(response.headers.at("content-encoding"), "gzip");
    EXPECT_LT(response.body.size(), size / 2);
    EXPECT_EQ(inflate(response.body), text);
    const TestResponse plain = ask(server, post("{}", "Accept-Encoding: identity\r\n"));
    EXPECT_EQ(plain.headers.count("content-encoding"), 0U);
    EXPECT_EQ(plain.body, text);
    EXPECT_NE(plain.headers.at("x-amz-crc32"), response.headers.at("x-amz-crc32")) << "it is of the bytes sent";
  }
}

TEST(Pipeline, TheHandlerLearnsWhoAsks) {
  ServerOptions options;
  options.scope_per_account = true;
  TestServer server(options);
  server.handler.respond = [](wire::Call call, wire::IoThread&, wire::Done done) {
    done({200, call.identity.account + " " + call.identity.region + " " + call.identity.access_key + " " +
                   call.identity.scope + (call.authentication_error ? " refused" : "")});
  };
  EXPECT_EQ(ask(server, post("{}")).body, "000000000000 eu-west-1 AKIDEXAMPLE AKIDEXAMPLE/eu-west-1");
}

}  // namespace
}  // namespace basalt::http
