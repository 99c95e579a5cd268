// GET /metrics: who may ask; and what is counted of requests.
#include <gmock/gmock.h>

#include "unit/http/test_client.h"

namespace basalt::http {
namespace {

using ::testing::HasSubstr;
using testing::TestClient;
using testing::TestResponse;
using testing::TestServer;

TestResponse ask(TestServer& server, std::string_view method, std::string_view path, std::string_view headers = "") {
  TestClient client(server.port());
  client.send(std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n" +
              std::string(headers) + "\r\n");
  return client.receive();
}

ServerOptions with_page() {
  ServerOptions options;
  options.metrics_page = [] { return std::string("up 1\n"); };
  return options;
}

TEST(MetricsPage, IsNotThereUnlessItIsTurnedOn) {
  TestServer server;
  EXPECT_EQ(ask(server, "GET", "/metrics").status, 404);
}

TEST(MetricsPage, AnswersLoopback) {
  TestServer server(with_page());
  const TestResponse page = ask(server, "GET", "/metrics");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "up 1\n");
  EXPECT_EQ(page.headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_EQ(ask(server, "GET", "/metrics?x=y").status, 200);
  EXPECT_EQ(ask(server, "PUT", "/metrics").status, 404);
}

TEST(MetricsPage, RefusesPagesInABrowser) {
  ServerOptions options = with_page();
  options.metrics_access = AdminAccess::kAnyone;
  TestServer server(options);
  EXPECT_EQ(ask(server, "GET", "/metrics").status, 200);
  EXPECT_EQ(ask(server, "GET", "/metrics", "Origin: http://evil.example\r\n").status, 403);
}

TEST(RequestMeter, CountsAnswersByStatusAndBytes) {
  TestServer server;
  TestClient client(server.port());
  client.send(testing::post("{}"));
  const TestResponse first = client.receive();
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(ask(server, "GET", "/nothing").status, 404);
  metrics::Registry registry;
  registry.source([&](metrics::Page& page) { server.server->show_metrics(page); });
  const std::string page = registry.page();
  EXPECT_THAT(page, HasSubstr("basalt_http_responses_total{status=\"200\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("basalt_http_responses_total{status=\"4xx\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("basalt_http_received_bytes_total 2\n"));
  EXPECT_THAT(page, HasSubstr("basalt_http_connections_accepted_total 2\n"));
  EXPECT_THAT(page, HasSubstr("basalt_http_slow_requests_total 0\n"));
}

TEST(RequestMeter, TellsTheHandlerOfAnsweredCallsAlone) {
  struct Listening final : RequestHandler {
    void handle(wire::Call call, wire::IoThread&, wire::Done done) override {
      call.summary->returned_items = 7;
      done(wire::error_answer(ApiError::conditional_check_failed()));
    }
    void answered(const wire::AnsweredCall& call) override {
      ++calls;
      error = call.error;
      status = call.status;
      items = call.summary.returned_items;
      latency = call.latency;
    }
    Health health() override { return {}; }
    int calls = 0;
    int status = 0;
    uint32_t items = 0;
    std::string error;
    Microseconds latency{-1};
  } handler;
  SystemClock clock;
  WorkerPool pool(1, 16);
  ServerOptions options;
  options.host = "127.0.0.1";
  options.port = 0;
  options.io_threads = 1;
  const auto server = Server::start(options, handler, pool, clock).value();
  TestClient client(server->port());
  client.send(testing::post("{}"));
  EXPECT_EQ(client.receive().status, 400);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive().status, 200);
  server->drain(std::chrono::milliseconds(1000));
  pool.stop();
  EXPECT_EQ(handler.calls, 1);
  EXPECT_EQ(handler.status, 400);
  EXPECT_EQ(handler.error, "ConditionalCheckFailedException");
  EXPECT_EQ(handler.items, 7U);
  EXPECT_GE(handler.latency.count(), 0);
  EXPECT_LT(handler.latency, std::chrono::seconds(5));
}

}  // namespace
}  // namespace basalt::http
