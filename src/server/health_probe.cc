#include "server/health_probe.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace basalt::server {
namespace {

constexpr std::string_view kRequest = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
constexpr std::string_view kWell = "HTTP/1.1 200 ";

// Where a server that listens on `host` can be reached from here.
std::string reachable(const std::string& host) {
  if (host == "0.0.0.0" || host == "localhost") return "127.0.0.1";
  return host == "::" ? "::1" : host;
}

class Connection {
 public:
  explicit Connection(const addrinfo& address)
      : socket_(::socket(address.ai_family, address.ai_socktype, address.ai_protocol)) {
    timeval limit{};
    limit.tv_sec = 1;
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    connected_ = ::connect(socket_, address.ai_addr, address.ai_addrlen) == 0;
  }
  ~Connection() {
    if (socket_ >= 0) ::close(socket_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool answers_well() const {
    if (!connected_) return false;
    if (::send(socket_, kRequest.data(), kRequest.size(), 0) != static_cast<ssize_t>(kRequest.size())) return false;
    std::array<char, kWell.size()> start{};
    return ::recv(socket_, start.data(), start.size(), MSG_WAITALL) == static_cast<ssize_t>(start.size()) &&
           std::string_view(start.data(), start.size()) == kWell;
  }

 private:
  int socket_;
  bool connected_ = false;
};

}  // namespace

bool is_healthy(const Config& config) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(config.port);
  if (::getaddrinfo(reachable(config.host).c_str(), port.c_str(), &hints, &found) != 0) return false;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, &freeaddrinfo);
  return Connection(*addresses).answers_well();
}

}  // namespace basalt::server
