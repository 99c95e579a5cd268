// Starting, spreading connections, draining.
#include "basalt/http/server.h"

#include <thread>

#include "unit/http/test_client.h"

namespace basalt::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::FakeHandler;
using testing::HeldRequests;
using testing::post;
using testing::TestClient;
using testing::TestServer;

TEST(Server, ServesManyConnectionsAtOnce) {
  TestServer server;
  std::vector<std::unique_ptr<TestClient>> clients;
  constexpr size_t kClients = 300;
  for (size_t i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<TestClient>(server.port()));
    ASSERT_TRUE(clients.back()->connected());
    clients.back()->send(post(std::to_string(i)));
  }
  for (size_t i = 0; i < kClients; ++i) {
    EXPECT_EQ(clients[i]->receive().body, "DynamoDB_20120810.GetItem|" + std::to_string(i));
  }
  EXPECT_EQ(server.server->connection_count(), kClients);
}

TEST(Server, APortInUseIsSaid) {
  TestServer first;
  FakeHandler handler;
  WorkerPool pool{1, 1};
  const SystemClock clock;
  ServerOptions options;
  options.host = "127.0.0.1";
  options.port = first.port();
  const auto second = Server::start(options, handler, pool, clock);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error(),
            "127.0.0.1:" + std::to_string(first.port()) + " is in use by another process (choose another --port)");
}

TEST(Server, AHostThatIsNoAddressIsRefused) {
  FakeHandler handler;
  WorkerPool pool{1, 1};
  const SystemClock clock;
  ServerOptions options;
  options.host = "not an address";
  EXPECT_FALSE(Server::start(options, handler, pool, clock).ok());
}

TEST(Server, DrainingClosesIdleConnectionsAtOnce) {
  TestServer server;
  TestClient client(server.port());
  client.send(post("{}"));
  EXPECT_EQ(client.receive().status, 200);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(server.server->drain(seconds(20)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(10));
  EXPECT_TRUE(client.ended());
  EXPECT_FALSE(TestClient(server.port()).connected());
}

ServerOptions one_thread() {
  ServerOptions options;
  options.io_threads = 1;
  return options;
}

TEST(Server, DrainingAnswersWhatIsInFlight) {
  HeldRequests held;
  TestServer server(one_thread());
  server.handler.respond = held.respond();
  TestClient client(server.port());
  client.send(post("one") + post("two"));
  ASSERT_TRUE(held.wait_for(2));
  TestClient idle(server.port());
  idle.send(post("idle"));  // makes sure that it was accepted
  ASSERT_TRUE(held.wait_for(3));
  held.answer("idle");
  idle.receive();
  bool clean = false;
  std::thread drainer([&] { clean = server.server->drain(seconds(20)); });
  ASSERT_TRUE(idle.ended()) << "the only I/O thread is draining now";
  held.answer("two");
  held.answer("one");
  const auto first = client.receive();
  EXPECT_EQ(first.body, "answer to one");
  EXPECT_EQ(first.headers.at("connection"), "keep-alive");
  const auto second = client.receive();
  EXPECT_EQ(second.body, "answer to two");
  EXPECT_EQ(second.headers.at("connection"), "close");
  EXPECT_TRUE(client.ended());
  drainer.join();
  EXPECT_TRUE(clean);
}

TEST(Server, DrainingLetsARequestBeingReadFinish) {
  TestServer server(one_thread());
  TestClient client(server.port());
  const std::string request = post("{\"half\":true}");
  client.send(std::string_view(request).substr(0, request.size() - 4));
  TestClient idle(server.port());
  idle.send(post("{}"));
  idle.receive();
  bool clean = false;
  std::thread drainer([&] { clean = server.server->drain(seconds(20)); });
  ASSERT_TRUE(idle.ended()) << "the only I/O thread is draining now";
  client.send(std::string_view(request).substr(request.size() - 4));
  EXPECT_EQ(client.receive().headers.at("connection"), "close");
  drainer.join();
  EXPECT_TRUE(clean);
}

TEST(Server, DrainingGivesUpAtItsDeadline) {
  HeldRequests held;
  TestServer server;
  server.handler.respond = held.respond();
  TestClient client(server.port());
  client.send(post("never answered"));
  ASSERT_TRUE(held.wait_for(1));
  EXPECT_FALSE(server.server->drain(milliseconds(50)));
  held.answer("never answered");  // too late, and harmless
}

}  // namespace
}  // namespace basalt::http
