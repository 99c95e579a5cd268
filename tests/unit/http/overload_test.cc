// More than the server can do: what is refused, how, and that the rest goes on.
#include <future>

#include "basalt/http/server.h"
#include "unit/http/test_client.h"

namespace basalt::http {
namespace {

using std::chrono::milliseconds;
using testing::HeldRequests;
using testing::post;
using testing::TestClient;
using testing::TestResponse;
using testing::TestServer;

constexpr std::string_view kThrottled =
    R"({"__type":"com.amazon.coral.availability#ThrottlingException","message":"Throughput exceeds the current )"
    R"(capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again )"
    R"(shortly. If exceptions persist, check if you have a hot key: )"
    R"(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html"})";

struct Limited {
  explicit Limited(ServerOptions options) : server((options.refusals = &refusals, options)) {}
  Refusals refusals;
  TestServer server;
};

ServerOptions one_request_at_a_time() {
  ServerOptions options;
  options.max_concurrent_requests = 1;
  return options;
}

TEST(Overload, ARefusedRequestIsToldSoAndTheConnectionGoesOn) {
  HeldRequests held;
  Limited limited(one_request_at_a_time());
  limited.server.handler.respond = held.respond();
  TestClient first(limited.server.port());
  first.send(post("one"));
  ASSERT_TRUE(held.wait_for(1));
  TestClient second(limited.server.port());
  second.send(post("its body is not kept") + post("nor is this"));
  for (int i = 0; i < 2; ++i) {
    const TestResponse refused = second.receive();
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.body, kThrottled);
    EXPECT_EQ(refused.headers.at("content-type"), "application/x-amz-json-1.0");
    EXPECT_EQ(refused.headers.at("connection"), "keep-alive");
  }
  EXPECT_EQ(limited.refusals.counted(RefusalReason::kRequests), 2U);
  held.answer("one");
  EXPECT_EQ(first.receive().status, 200);
  second.send(post("three"));
  ASSERT_TRUE(held.wait_for(2));
  held.answer("three");
  EXPECT_EQ(second.receive().body, "answer to three");
}

TEST(Overload, ARefusedBodyThatIsLargeEndsTheConnection) {
  HeldRequests held;
  Limited limited(one_request_at_a_time());
  limited.server.handler.respond = held.respond();
  TestClient first(limited.server.port());
  first.send(post("one"));
  ASSERT_TRUE(held.wait_for(1));
  TestClient second(limited.server.port());
  second.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
  const TestResponse refused = second.receive();
  EXPECT_EQ(refused.body, kThrottled);
  EXPECT_EQ(refused.headers.at("connection"), "close");
}

TEST(Overload, HealthIsAnsweredWhateverElseIsRefused) {
  MemoryBudget memory(100);
  ServerOptions options;
  options.memory = &memory;
  TestServer server(options);
  memory.hold(200);
  TestClient client(server.port());
  client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive().status, 200);
  client.send(post("{}"));
  EXPECT_EQ(client.receive().status, 400);
  memory.release(200);
  client.send(post("{}"));
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(memory.bytes(), 0U);
}

TEST(Overload, WhenMemoryIsScarceRequestsForOneItemAreStillServed) {
  MemoryBudget memory(1000);
  ServerOptions options;
  options.memory = &memory;
  TestServer server(options);
  memory.hold(800);
  TestClient client(server.port());
  client.send(post("{}"));
  EXPECT_EQ(client.receive().status, 200);
  std::string scan = post("{}");
  scan.replace(scan.find("GetItem"), 7, "Scan");
  client.send(scan);
  EXPECT_EQ(client.receive().body, kThrottled);
  memory.release(800);
  client.send(scan);
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Overload, AnnouncingALargeBodyTakesLittleMemory) {
  MemoryBudget memory(uint64_t{1} << 20);
  ServerOptions options;
  options.memory = &memory;
  TestServer server(options);
  std::vector<std::unique_ptr<TestClient>> announcers;
  for (int i = 0; i < 4; ++i) {
    announcers.push_back(std::make_unique<TestClient>(server.port()));
    announcers.back()->send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n");
  }
  TestClient client(server.port());
  client.send(post("{}"));
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Overload, AnswersThatAreNotReadCountAsMemoryUntilTheClientIsCutOff) {
  constexpr uint64_t kAnswerBytes = 40 << 20;
  MemoryBudget memory(50 << 20);
  ServerOptions options;
  options.memory = &memory;
  options.write_timeout = milliseconds(60'000);
  options.header_timeout = milliseconds(100);  // makes the server look often
  TestServer server(options);
  server.handler.respond = [](wire::Call call, wire::IoThread&, wire::Done done) {
    done({200, std::string(call.body == "large" ? kAnswerBytes : 2, 'x')});
  };
  {
    TestClient slow(server.port());
    slow.send(post("large"));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!memory.is_short()) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    while (memory.bytes() > 0) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "cut long before its usual timeout";
      ::usleep(1000);
    }
  }
  TestClient client(server.port());
  client.send(post("small"));
  EXPECT_EQ(client.receive().body, "xx");
}

TEST(Overload, ConnectionsBeyondTheLimitAreTurnedAway) {
  ServerOptions options;
  options.max_connections = 2;
  Limited limited(options);
  const auto first = std::make_unique<TestClient>(limited.server.port());
  auto second = std::make_unique<TestClient>(limited.server.port());
  for (TestClient* client : {first.get(), second.get()}) {
    client->send(post("{}"));
    ASSERT_EQ(client->receive().status, 200);
  }
  {
    TestClient third(limited.server.port());
    const TestResponse refused = third.receive();
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(third.ended());
  }
  EXPECT_EQ(limited.refusals.counted(RefusalReason::kConnections), 1U);
  second.reset();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (limited.server.server->connection_count() > 1) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  TestClient fourth(limited.server.port());
  fourth.send(post("{}"));
  EXPECT_EQ(fourth.receive().status, 200);
}

TEST(Overload, RequestsThatWaitTooLongForTheIoThreadAreRefusedUntilTheQueueIsGone) {
  ServerOptions options;
  options.io_threads = 1;
  options.queue_waits = {.burst = milliseconds(50),
                         .standing = milliseconds(5),
                         .patience = milliseconds(20),
                         .memory = milliseconds(1000)};
  Limited limited(options);
  limited.server.handler.respond = [](wire::Call, wire::IoThread&, wire::Done done) {
    ::usleep(1000);
    done({200, "{}"});
  };
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(std::make_unique<TestClient>(limited.server.port()));
  size_t refused = 0;
  for (int round = 0; round < 3; ++round) {
    for (const auto& client : clients) client->send(post("{}"));
    for (const auto& client : clients) refused += static_cast<size_t>(client->receive().status == 400);
  }
  EXPECT_GT(refused, 0U);
  EXPECT_LT(refused, 600U);
  EXPECT_EQ(limited.refusals.counted(RefusalReason::kLateIo), refused);
  TestClient after(limited.server.port());
  after.send(post("{}"));
  EXPECT_EQ(after.receive().status, 200) << "the queue is gone, and so is the refusing";
}

}  // namespace
}  // namespace basalt::http
