#include "load/control_client.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include "load/response_parser.h"

namespace basalt::bench {
namespace {

constexpr time_t kTimeoutSeconds = 30;
constexpr int kActivePolls = 600;
constexpr auto kPollInterval = std::chrono::milliseconds(200);

class Socket {
 public:
  explicit Socket(int family) : descriptor_(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~Socket() { ::close(descriptor_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

std::string system_error(std::string_view what) { return std::string(what) + ": " + std::strerror(errno); }

}  // namespace

ControlClient::ControlClient(Endpoint endpoint, const std::optional<SigningOptions>& signing)
    : endpoint_(std::move(endpoint)), writer_(endpoint_.host_header, endpoint_.path, signing) {}

Result<ControlAnswer, std::string> ControlClient::call(std::string_view action, std::string_view body) {
  std::string request;
  writer_.append(action, body, request);
  const Socket socket(endpoint_.address.ss_family);
  const timeval timeout{kTimeoutSeconds, 0};
  setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  const auto* address = reinterpret_cast<const sockaddr*>(&endpoint_.address);
  if (::connect(socket.get(), address, endpoint_.address_size) != 0) {
    return Failure{system_error("cannot connect to " + endpoint_.host_header)};
  }
  if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
    return Failure{system_error("cannot send")};
  }
  ResponseParser parser;
  Response response;
  std::string received;
  while (true) {
    char buffer[16384];
    const ssize_t got = ::recv(socket.get(), buffer, sizeof buffer, 0);
    if (got <= 0) return Failure{system_error("no answer from " + endpoint_.host_header)};
    received.append(buffer, static_cast<size_t>(got));
    const ParseOutcome outcome = parser.parse(received, response);
    if (outcome == ParseOutcome::kComplete) return ControlAnswer{response.status, std::string(response.body)};
    if (outcome == ParseOutcome::kMalformed) return Failure{std::string("the answer is no HTTP")};
  }
}

Result<void, std::string> ensure_table(ControlClient& client, const std::string& name, bool sort_key) {
  std::string request = R"({"TableName":")" + name + R"(","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)";
  request += R"({"AttributeName":"pk","AttributeType":"S"})";
  if (sort_key) request += R"(,{"AttributeName":"sk","AttributeType":"S"})";
  request += R"(],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"})";
  if (sort_key) request += R"(,{"AttributeName":"sk","KeyType":"RANGE"})";
  request += "]}";
  const ControlAnswer created = TRY(client.call("CreateTable", request));
  if (created.status != 200 && error_type(created.body) != "ResourceInUseException") {
    return Failure{"CreateTable " + name + ": " + std::to_string(created.status) + " " + created.body};
  }
  for (int i = 0; i < kActivePolls; ++i) {
    const ControlAnswer described = TRY(client.call("DescribeTable", R"({"TableName":")" + name + "\"}"));
    if (described.body.find(R"("TableStatus":"ACTIVE")") != std::string::npos) return {};
    std::this_thread::sleep_for(kPollInterval);
  }
  return Failure{"table " + name + " does not become ACTIVE"};
}

}  // namespace basalt::bench
