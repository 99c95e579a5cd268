// What a connection does, over real sockets.
#include "http/session.h"

#include "unit/http/test_client.h"

namespace basalt::http {
namespace {

using std::chrono::milliseconds;
using testing::HeldRequests;
using testing::post;
using testing::TestClient;
using testing::TestResponse;
using testing::TestServer;

TEST(Session, AnswersOneRequestAfterTheOtherOnOneConnection) {
  TestServer server;
  TestClient client(server.port());
  for (const char* body : {"{}", "{\"a\":1}", ""}) {
    ASSERT_TRUE(client.send(post(body)));
    const TestResponse response = client.receive();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, std::string("DynamoDB_20120810.GetItem|") + body);
    EXPECT_EQ(response.headers.at("content-type"), "application/x-amz-json-1.0");
    EXPECT_EQ(response.headers.at("connection"), "keep-alive");
    EXPECT_EQ(response.headers.at("server"), "Server");
    const std::string& id = response.headers.at("x-amzn-requestid");
    EXPECT_EQ(id.size(), 52U);
    EXPECT_EQ(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), std::string::npos);
    EXPECT_TRUE(response.headers.at("date").ends_with(" GMT"));
  }
}

TEST(Session, ChecksumIsOfTheBodySent) {
  TestServer server;
  server.handler.respond = [](wire::Call, wire::IoThread&, wire::Done done) { done({200, "123456789"}); };
  TestClient client(server.port());
  client.send(post("{}"));
  EXPECT_EQ(client.receive().headers.at("x-amz-crc32"), "3421780262");  // the check value of CRC-32
}

TEST(Session, TakesARequestInSmallPieces) {
  TestServer server;
  TestClient client(server.port());
  const std::string request = post("{\"some\":\"body\"}");
  for (const char c : request) {
    ASSERT_TRUE(client.send({&c, 1}));
    ::usleep(200);
  }
  EXPECT_EQ(client.receive().body, "DynamoDB_20120810.GetItem|{\"some\":\"body\"}");
}

TEST(Session, AnswersPipelinedRequestsInTheirOrder) {
  HeldRequests held;
  TestServer server;
  server.handler.respond = held.respond();
  TestClient client(server.port());
  ASSERT_TRUE(client.send(post("first") + post("second") + post("third")));
  ASSERT_TRUE(held.wait_for(3));
  held.answer("third");
  held.answer("second");
  held.answer("first");
  EXPECT_EQ(client.receive().body, "answer to first");
  EXPECT_EQ(client.receive().body, "answer to second");
  EXPECT_EQ(client.receive().body, "answer to third");
}

TEST(Session, BoundsTheRequestsOfOneConnectionInFlight) {
  HeldRequests held;
  TestServer server;
  server.handler.respond = held.respond();
  TestClient client(server.port());
  constexpr size_t kRequests = 40;
  constexpr size_t kInFlight = 16;
  std::string requests;
  for (size_t i = 0; i < kRequests; ++i) requests.append(post("number " + std::to_string(i)));
  ASSERT_TRUE(client.send(requests));
  ASSERT_TRUE(held.wait_for(kInFlight));
  ::usleep(50'000);
  EXPECT_FALSE(held.count() > kInFlight);
  for (size_t i = 0; i < kRequests; ++i) {
    ASSERT_TRUE(held.wait_for(i + 1));
    held.answer("number " + std::to_string(i));
    EXPECT_EQ(client.receive().body, "answer to number " + std::to_string(i));
  }
}

TEST(Session, AnswersLateFromAnotherThread) {
  HeldRequests held;
  TestServer server;
  server.handler.respond = held.respond();
  TestClient client(server.port());
  client.send(post("{}"));
  ASSERT_TRUE(held.wait_for(1));
  held.answer("{}");
  EXPECT_EQ(client.receive().body, "answer to {}");
}

TEST(Session, SurvivesAClientThatLeavesBeforeItsAnswer) {
  HeldRequests held;
  TestServer server;
  server.handler.respond = held.respond();
  {
    TestClient client(server.port());
    client.send(post("gone"));
    ASSERT_TRUE(held.wait_for(1));
  }
  ::usleep(20'000);
  held.answer("gone");
  TestClient next(server.port());
  next.send(post("next"));
  ASSERT_TRUE(held.wait_for(2));
  held.answer("next");
  EXPECT_EQ(next.receive().body, "answer to next");
}

TEST(Session, AnswersAClientThatClosedItsSide) {
  TestServer server;
  TestClient client(server.port());
  client.send(post("{}"));
  client.end_of_requests();
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_TRUE(client.ended());
}

TEST(Session, TakesChunkedBodies) {
  TestServer server;
  TestClient client(server.port());
  client.send(
      "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: T\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n");
  const TestResponse response = client.receive();
  EXPECT_EQ(response.body, "T|{\"a\":1}");
  EXPECT_EQ(response.headers.at("content-type"), "application/json");
}

TEST(Session, GivesTheHandlerReadableBytesBehindTheBody) {
  TestServer server;
  server.handler.respond = [](wire::Call call, wire::IoThread&, wire::Done done) {
    std::string padding(call.body.data() + call.body.size(), wire::kBodyPadding);
    done({200, padding == std::string(wire::kBodyPadding, '\0') ? "padded" : "not padded"});
  };
  TestClient client(server.port());
  client.send(post(std::string(5000, ' ')));
  EXPECT_EQ(client.receive().body, "padded");
}

TEST(Session, SaysContinueWhenAskedTo) {
  TestServer server;
  TestClient client(server.port());
  const std::string request = post("{\"large\":1}", "Expect: 100-continue\r\n");
  const size_t body = request.find("{\"large");
  client.send(std::string_view(request).substr(0, body));
  EXPECT_EQ(client.receive(false).status, 100);
  client.send(std::string_view(request).substr(body));
  EXPECT_EQ(client.receive().body, "DynamoDB_20120810.GetItem|{\"large\":1}");
}

TEST(Session, RefusesALargeBodyBeforeItIsSent) {
  TestServer server;
  TestClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 16777217\r\nExpect: 100-continue\r\n\r\n");
  const TestResponse response = client.receive();
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(response.headers.at("connection"), "close");
  EXPECT_NE(response.body.find("RequestEntityTooLargeException"), std::string::npos);
  EXPECT_TRUE(client.ended());
}

TEST(Session, AnswersAClientThatSendsALargeBodyAnyway) {
  TestServer server;
  TestClient client(server.port());
  ASSERT_TRUE(client.send(post(std::string((16 << 20) + 1, 'a'))));
  EXPECT_EQ(client.receive().status, 413);
}

TEST(Session, TakesTheLargestBody) {
  TestServer server;
  server.handler.respond = [](wire::Call call, wire::IoThread&, wire::Done done) {
    done({200, std::to_string(call.body.size())});
  };
  TestClient client(server.port());
  ASSERT_TRUE(client.send(post(std::string(16 << 20, 'a'))));
  EXPECT_EQ(client.receive().body, "16777216");
}

TEST(Session, RefusesAChunkedBodyThatGrowsTooLarge) {
  ServerOptions options;
  options.max_body_bytes = 1000;
  TestServer server(options);
  TestClient client(server.port());
  std::string request = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 3; ++i) request.append("190\r\n").append(400, 'a').append("\r\n");
  client.send(request);
  EXPECT_EQ(client.receive().status, 413);
}

TEST(Session, RefusesALargeHeader) {
  TestServer server;
  TestClient client(server.port());
  client.send(post("{}", "X-Filler: " + std::string(70'000, 'a') + "\r\n"));
  EXPECT_EQ(client.receive().status, 431);
  TestClient fits(server.port());
  fits.send(post("{}", "X-Filler: " + std::string(60'000, 'a') + "\r\n"));
  EXPECT_EQ(fits.receive().status, 200);
}

TEST(Session, RefusesWhatIsNotHttp) {
  TestServer server;
  for (const char* nonsense :
       {"hello\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "POST / HTTP/1.1\r\nbad header\r\n\r\n"}) {
    TestClient client(server.port());
    client.send(nonsense);
    EXPECT_EQ(client.receive().status, 400) << nonsense;
    EXPECT_TRUE(client.ended());
  }
}

TEST(Session, RefusesRequestsOverTheLimit) {
  ServerOptions options;
  options.max_concurrent_requests = 2;
  HeldRequests held;
  TestServer server(options);
  server.handler.respond = held.respond();
  TestClient first(server.port());
  TestClient second(server.port());
  first.send(post("one"));
  second.send(post("two"));
  ASSERT_TRUE(held.wait_for(2));
  TestClient third(server.port());
  third.send(post("three"));
  const TestResponse refused = third.receive();
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.body.find("ThrottlingException"), std::string::npos);
  held.answer("one");
  EXPECT_EQ(first.receive().status, 200);
  TestClient fourth(server.port());
  fourth.send(post("four"));
  EXPECT_TRUE(held.wait_for(3)) << "an answered request makes room";
}

TEST(Session, CountsBodiesBeforeTheyAreRead) {
  ServerOptions options;
  options.max_request_bytes_in_flight = 1000;
  TestServer server(options);
  TestClient holder(server.port());
  const std::string request = post(std::string(900, 'a'));
  holder.send(std::string_view(request).substr(0, request.size() - 1));
  ::usleep(50'000);
  TestClient other(server.port());
  other.send(post(std::string(200, 'b')));
  EXPECT_EQ(other.receive().status, 400);
  holder.send("a");
  EXPECT_EQ(holder.receive().status, 200);
  TestClient later(server.port());
  later.send(post(std::string(200, 'b')));
  EXPECT_EQ(later.receive().status, 200);
}

TEST(Session, CutsASlowHeader) {
  ServerOptions options;
  options.header_timeout = milliseconds(80);
  TestServer server(options);
  TestClient client(server.port());
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < std::chrono::seconds(10)) {
    if (!client.send("G")) break;  // one letter at a time does not help
    ::usleep(10'000);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Session, CutsASlowBody) {
  ServerOptions options;
  options.body_timeout = milliseconds(80);
  TestServer server(options);
  TestClient client(server.port());
  const std::string request = post("{}");
  client.send(std::string_view(request).substr(0, request.size() - 1));
  EXPECT_TRUE(client.ended());
}

TEST(Session, ClosesAnIdleConnection) {
  ServerOptions options;
  options.idle_timeout = milliseconds(80);
  TestServer server(options);
  TestClient client(server.port());
  client.send(post("{}"));
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_TRUE(client.ended());
  // The client learns of it a moment before the server is done with it.
  for (int i = 0; i < 5000 && server.server->connection_count() > 0; ++i) ::usleep(1000);
  EXPECT_EQ(server.server->connection_count(), 0U);
}

TEST(Session, DoesNotCutARequestBeingWorkedOn) {
  ServerOptions options;
  options.idle_timeout = options.header_timeout = options.body_timeout = milliseconds(50);
  HeldRequests held;
  TestServer server(options);
  server.handler.respond = held.respond();
  TestClient client(server.port());
  client.send(post("slow"));
  ASSERT_TRUE(held.wait_for(1));
  ::usleep(300'000);
  held.answer("slow");
  EXPECT_EQ(client.receive().body, "answer to slow");
}

TEST(Session, SendsAnswersLargerThanTheSocketTakes) {
  TestServer server;
  const std::string large(8 << 20, 'x');
  server.handler.respond = [&large](wire::Call, wire::IoThread&, wire::Done done) { done({200, large}); };
  TestClient client(server.port());
  client.send(post("1") + post("2") + post("3"));
  ::usleep(50'000);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.receive().body, large);
}

TEST(Session, ClosesWhenTheClientAsksForIt) {
  TestServer server;
  TestClient client(server.port());
  client.send(post("{}", "Connection: close\r\n") + post("never answered"));
  const TestResponse response = client.receive();
  EXPECT_EQ(response.headers.at("connection"), "close");
  EXPECT_TRUE(client.ended());
}

TEST(Session, AnswersHeadWithoutTheBody) {
  TestServer server;
  TestClient client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  const TestResponse head = client.receive(false);
  EXPECT_EQ(head.headers.at("content-length"), "42");
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive().body, "healthy: dynamodb.us-east-1.amazonaws.com ");
}

}  // namespace
}  // namespace basalt::http
