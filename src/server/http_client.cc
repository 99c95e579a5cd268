#include "server/http_client.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <memory>
#include <system_error>

namespace basalt::server {
namespace {

constexpr size_t kMaxAnswer = size_t{64} << 20;

std::string reason() { return std::system_category().message(errno); }

class Connection {
 public:
  static Result<Connection, std::string> open(const HttpEndpoint& endpoint, std::chrono::seconds timeout) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const std::string port = std::to_string(endpoint.port);
    if (const int error = ::getaddrinfo(endpoint.host.c_str(), port.c_str(), &hints, &found); error != 0) {
      return Failure{std::string(gai_strerror(error))};
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, &freeaddrinfo);
    for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
      Connection connection(::socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, address->ai_protocol));
      timeval limit{};
      limit.tv_sec = timeout.count();
      setsockopt(connection.socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
      setsockopt(connection.socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
      if (::connect(connection.socket_, address->ai_addr, address->ai_addrlen) == 0) return connection;
    }
    return Failure{reason()};
  }

  Connection(Connection&& other) noexcept : socket_(other.socket_) { other.socket_ = -1; }
  Connection& operator=(Connection&&) = delete;
  ~Connection() {
    if (socket_ >= 0) ::close(socket_);
  }

  Result<void, std::string> send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return Failure{reason()};
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return {};
  }

  // Until the other side closes.
  Result<std::string, std::string> receive() {
    std::string all;
    std::array<char, 16384> part{};
    while (all.size() < kMaxAnswer) {
      const ssize_t got = ::recv(socket_, part.data(), part.size(), 0);
      if (got < 0) return Failure{reason()};
      if (got == 0) return all;
      all.append(part.data(), static_cast<size_t>(got));
    }
    return Failure{std::string("the answer is too large")};
  }

 private:
  explicit Connection(int socket) : socket_(socket) {}
  int socket_;
};

// "HTTP/1.1 200 OK" and so on, then the body.
Result<HttpAnswer, std::string> parse_answer(std::string_view bytes) {
  constexpr std::string_view kVersion = "HTTP/1.1 ";
  constexpr std::string_view kHeadEnd = "\r\n\r\n";
  HttpAnswer answer;
  const size_t head = bytes.find(kHeadEnd);
  const bool is_http = bytes.starts_with(kVersion) && head != std::string_view::npos;
  if (is_http) {
    const char* const status = bytes.data() + kVersion.size();
    std::from_chars(status, bytes.data() + head, answer.status);
    answer.body = bytes.substr(head + kHeadEnd.size());
  }
  if (answer.status == 0) return Failure{std::string("the answer is not HTTP")};
  return answer;
}

}  // namespace

Result<HttpEndpoint, std::string> parse_endpoint(std::string_view url) {
  constexpr std::string_view kScheme = "http://";
  const Failure<std::string> refused{"an endpoint looks like http://localhost:8000, not like " + std::string(url)};
  if (!url.starts_with(kScheme)) return refused;
  url.remove_prefix(kScheme.size());
  if (url.ends_with('/')) url.remove_suffix(1);
  const size_t colon = url.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return refused;
  HttpEndpoint endpoint;
  std::string_view host = url.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  endpoint.host = host;
  const auto [end, error] = std::from_chars(url.data() + colon + 1, url.data() + url.size(), endpoint.port);
  if (error != std::errc() || end != url.data() + url.size() || endpoint.port == 0) return refused;
  return endpoint;
}

Result<HttpAnswer, std::string> ask(const HttpEndpoint& endpoint, std::string_view path, const std::string* body,
                                    std::chrono::seconds timeout) {
  auto connection = TRY(Connection::open(endpoint, timeout));
  std::string request(body == nullptr ? "GET " : "POST ");
  request.append(path).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
  if (body != nullptr) request.append("Content-Length: ").append(std::to_string(body->size())).append("\r\n");
  request.append("\r\n");
  if (body != nullptr) request.append(*body);
  TRY(connection.send(request));
  return parse_answer(TRY(connection.receive()));
}

}  // namespace basalt::server
