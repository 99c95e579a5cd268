// A client that sends bytes as they are and reads whole responses; and a server around a small handler.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/http/server.h"
#include "basalt/http/worker_pool.h"

namespace basalt::http::testing {

struct TestResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class TestClient {
 public:
  explicit TestClient(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval limit{};
    limit.tv_sec = 20;
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  }
  ~TestClient() { ::close(socket_); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool connected() const { return connected_; }
  void end_of_requests() { ::shutdown(socket_, SHUT_WR); }

  // False when the server does not take it all.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }

  // The next whole response; status 0 when the connection ends first.
  TestResponse receive(bool has_body = true) {
    TestResponse response;
    size_t head = 0;
    while ((head = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive_some()) return response;
    }
    parse_head(received_.substr(0, head), response);
    received_.erase(0, head + 4);
    const size_t length = has_body && response.headers.count("content-length") > 0
                              ? std::stoul(response.headers.at("content-length"))
                              : 0;
    while (received_.size() < length) {
      if (!receive_some()) return {};
    }
    response.body = received_.substr(0, length);
    received_.erase(0, length);
    return response;
  }

  // True when the server closes without sending anything more.
  bool ended() { return received_.empty() && !receive_some(); }

 private:
  bool receive_some() {
    char bytes[65536];
    const ssize_t count = ::recv(socket_, bytes, sizeof(bytes), 0);
    if (count <= 0) return false;
    received_.append(bytes, static_cast<size_t>(count));
    return true;
  }

  static void parse_head(std::string_view head, TestResponse& response) {
    response.status = std::stoi(std::string(head.substr(9, 3)));
    for (size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n")) {
      head.remove_prefix(line + 2);
      const size_t colon = head.find(": ");
      std::string name(head.substr(0, colon));
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      response.headers[name] = head.substr(colon + 2, head.find("\r\n") - colon - 2);
    }
  }

  int socket_;
  bool connected_ = false;
  std::string received_;
};

// Answers with what the test says; by default with "<target>|<body>".
class FakeHandler final : public RequestHandler {
 public:
  using Respond = std::function<void(wire::Call, wire::IoThread&, wire::Done)>;
  Respond respond = [](wire::Call call, wire::IoThread&, wire::Done done) {
    done({200, std::string(call.target) + "|" + std::string(call.body)});
  };
  Health state;

  void handle(wire::Call call, wire::IoThread& io, wire::Done done) override {
    respond(std::move(call), io, std::move(done));
  }
  Health health() override { return state; }
};

// Keeps what it is asked until the test lets it answer.
class HeldRequests {
 public:
  FakeHandler::Respond respond() {
    return [this](wire::Call call, wire::IoThread& io, wire::Done done) {
      const std::lock_guard lock(mutex_);
      held_.push_back({std::string(call.body), &io, std::move(done)});
    };
  }
  bool wait_for(size_t count) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < deadline) {
      {
        const std::lock_guard lock(mutex_);
        if (held_.size() >= count) return true;
      }
      ::usleep(1000);
    }
    return false;
  }
  size_t count() {
    const std::lock_guard lock(mutex_);
    return held_.size();
  }
  // Answers the one with this body, from this thread, as a shard writer would.
  void answer(std::string_view body) {
    const std::lock_guard lock(mutex_);
    for (auto& request : held_) {
      if (request.body != body) continue;
      auto done = std::make_shared<wire::Done>(std::move(request.done));
      request.io->post([done, text = "answer to " + request.body]() mutable { (*done)({200, std::move(text)}); });
      request.body.clear();
      return;
    }
  }

 private:
  struct Held {
    std::string body;
    wire::IoThread* io;
    wire::Done done;
  };
  std::mutex mutex_;
  std::vector<Held> held_;
};

struct TestServer {
  explicit TestServer(ServerOptions options = {}) {
    options.host = "127.0.0.1";
    options.port = 0;
    if (options.io_threads == 0) options.io_threads = 2;
    server = std::move(Server::start(options, handler, pool, clock)).value();
  }
  ~TestServer() {
    server->drain(std::chrono::milliseconds(100));
    pool.stop();
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  uint16_t port() const { return server->port(); }

  FakeHandler handler;
  SystemClock clock;
  WorkerPool pool{1, 16};
  std::unique_ptr<Server> server;
};

inline constexpr std::string_view kAuthorization =
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, "
    "Signature=00";

// A request as an SDK would send it. Extra headers are whole lines.
inline std::string post(std::string_view body, std::string_view extra_headers = "") {
  std::string request = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Date: 20260101T000000Z\r\n";
  request.append("X-Amz-Target: DynamoDB_20120810.GetItem\r\nContent-Type: application/x-amz-json-1.0\r\n");
  request.append("Authorization: ").append(kAuthorization).append("\r\n").append(extra_headers);
  request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
  return request;
}

}  // namespace basalt::http::testing
