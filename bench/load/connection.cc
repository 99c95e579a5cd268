#include "load/connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace basalt::bench {
namespace {

constexpr size_t kFirstReadBytes = 4096;

}  // namespace

bool Connection::begin_connect(const Endpoint& endpoint) {
  close();
  descriptor_ = socket(endpoint.address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return false;
  const int on = 1;
  setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto* address = reinterpret_cast<const sockaddr*>(&endpoint.address);
  if (connect(descriptor_, address, endpoint.address_size) != 0 && errno != EINPROGRESS) {
    const int error = errno;
    close();
    errno = error;
    return false;
  }
  state = ConnectionState::kConnecting;
  return true;
}

int Connection::finish_connect() {
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error == 0) state = ConnectionState::kIdle;
  return error;
}

void Connection::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  state = ConnectionState::kClosed;
  outgoing_.clear();
  sent_ = 0;
  received_ = 0;
  waits_for_writing = false;
}

bool Connection::send_more() {
  while (has_more_to_send()) {
    const ssize_t sent = send(descriptor_, outgoing_.data() + sent_, outgoing_.size() - sent_, MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN || errno == EINTR;
    sent_ += static_cast<size_t>(sent);
  }
  return true;
}

ParseOutcome Connection::receive(Response& response) {
  if (incoming_.size() - received_ < kFirstReadBytes) incoming_.resize(std::max(kFirstReadBytes, incoming_.size() * 2));
  const ssize_t got = recv(descriptor_, incoming_.data() + received_, incoming_.size() - received_, 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return ParseOutcome::kPartial;
  if (got <= 0) return ParseOutcome::kMalformed;
  received_ += static_cast<size_t>(got);
  return parser_.parse(std::string_view(incoming_).substr(0, received_), response);
}

void Connection::consume(const Response& response) {
  received_ -= response.size;
  std::memmove(incoming_.data(), incoming_.data() + response.size, received_);
  outgoing_.clear();
  sent_ = 0;
}

}  // namespace basalt::bench
