#include "http/listener.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <future>
#include <string_view>
#include <utility>

#include "basalt/base/log.h"

namespace basalt::http {
namespace {

using boost::asio::ip::tcp;

constexpr int kBacklog = 4096;
// Accepted in one go, before the first loop's own connections get their turn.
constexpr int kMaxAcceptsAtOnce = 64;
constexpr std::chrono::milliseconds kRetryAfter{100};
constexpr std::string_view kTurnedAway =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

}  // namespace

Listener::Listener(std::vector<std::unique_ptr<IoLoop>>& loops, size_t max_connections, Refusals* refusals)
    : loops_(loops), max_connections_(max_connections), refusals_(refusals) {}

Result<void, std::string> Listener::open(const std::string& host, uint16_t port) {
  const bool loopback = host == "localhost";
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(loopback ? "127.0.0.1" : host, error);
  if (error) return Failure{std::string("host '" + host + "' is neither an IP address nor localhost")};
  error = open_door(tcp::endpoint(address, port));
  if (error == boost::asio::error::address_in_use) {
    return Failure{host + ":" + std::to_string(port) + " is in use by another process (choose another --port)"};
  }
  if (error) return Failure{"cannot listen on " + host + ":" + std::to_string(port) + ": " + error.message()};
  port_ = doors_.front()->acceptor.local_endpoint().port();
  if (loopback) {
    // Clients that resolve "localhost" to ::1 first find us too. A machine without IPv6 has no such clients.
    error = open_door(tcp::endpoint(boost::asio::ip::address_v6::loopback(), port_));
    if (error) log::debug("not listening on ::1", {{"reason", std::string_view(error.message())}});
  }
  return {};
}

boost::system::error_code Listener::open_door(const tcp::endpoint& endpoint) {
  auto door = std::make_unique<Door>(loops_.front()->context());
  tcp::acceptor& acceptor = door->acceptor;
  boost::system::error_code error;
  acceptor.open(endpoint.protocol(), error);
  // A restart must not wait for the old connections' TIME_WAIT.
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (!error) acceptor.non_blocking(true, error);
  if (!error) doors_.push_back(std::move(door));
  return error;
}

void Listener::start() {
  for (auto& door : doors_) wait(*door);
}

void Listener::close() {
  std::promise<void> closed;
  loops_.front()->post([this, &closed] {
    for (auto& door : doors_) {
      boost::system::error_code ignored;
      door->acceptor.close(ignored);
      door->retry.cancel();
    }
    closed.set_value();
  });
  closed.get_future().wait();
}

void Listener::wait(Door& door) {
  door.acceptor.async_wait(tcp::acceptor::wait_read, [this, &door](const boost::system::error_code& error) {
    if (!error && door.acceptor.is_open()) accept_waiting(door);
  });
}

void Listener::accept_waiting(Door& door) {
  for (int i = 0; i < kMaxAcceptsAtOnce; ++i) {
    IoLoop& loop = emptiest_loop();
    boost::system::error_code error;
    tcp::socket socket = door.acceptor.accept(loop.context(), error);
    if (error == boost::asio::error::would_block) break;
    // The client was faster to leave than we to accept.
    if (error == boost::asio::error::connection_aborted) continue;
    if (error) return on_refused(door, error);
    door.refused = false;
    if (is_full()) {
      turn_away(std::move(socket));
      continue;
    }
    full_told_ = false;
    loop.adopt(std::move(socket));
  }
  wait(door);
}

// Most likely out of file descriptors: let connections wait in the backlog until others have ended.
void Listener::on_refused(Door& door, const boost::system::error_code& error) {
  if (!std::exchange(door.refused, true)) {
    log::warning("cannot accept connections for now", {{"reason", std::string_view(error.message())}});
  }
  door.retry.expires_after(kRetryAfter);
  door.retry.async_wait([this, &door](const boost::system::error_code& cancelled) {
    if (!cancelled) accept_waiting(door);
  });
}

bool Listener::is_full() const {
  size_t count = 0;
  for (const auto& loop : loops_) count += loop->connection_count();
  return count >= max_connections_;
}

// Said rather than left waiting in the backlog: the client can go elsewhere, or come again.
void Listener::turn_away(tcp::socket socket) {
  if (refusals_ != nullptr) refusals_->count(RefusalReason::kConnections);
  if (!std::exchange(full_told_, true)) {
    log::warning("as many connections as max-connections allows; more are turned away",
                 {{"connections", max_connections_}});
  }
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(boost::asio::buffer(kTurnedAway), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

IoLoop& Listener::emptiest_loop() {
  return **std::min_element(loops_.begin(), loops_.end(), [](const auto& left, const auto& right) {
    return left->connection_count() < right->connection_count();
  });
}

}  // namespace basalt::http
