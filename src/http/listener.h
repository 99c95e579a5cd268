// Listener: accepts connections and deals each to the I/O thread with the fewest. Runs on the first loop's thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "basalt/base/result.h"
#include "http/io_loop.h"

namespace basalt::http {

class Listener {
 public:
  // The loops must outlive the listener and not run yet; refusals may be null.
  Listener(std::vector<std::unique_ptr<IoLoop>>& loops, size_t max_connections, Refusals* refusals);

  // Binds and listens. The error is a sentence for the user.
  Result<void, std::string> open(const std::string& host, uint16_t port);
  // From here on connections are accepted.
  void start();
  // Any thread but the loop's; returns when the sockets are closed.
  void close();

  uint16_t port() const { return port_; }

 private:
  struct Door {
    explicit Door(boost::asio::io_context& context) : acceptor(context), retry(context) {}
    boost::asio::ip::tcp::acceptor acceptor;
    boost::asio::steady_timer retry;
    bool refused = false;  // out of descriptors; told once
  };

  boost::system::error_code open_door(const boost::asio::ip::tcp::endpoint& endpoint);
  void wait(Door& door);
  void accept_waiting(Door& door);
  void on_refused(Door& door, const boost::system::error_code& error);
  IoLoop& emptiest_loop();
  bool is_full() const;
  void turn_away(boost::asio::ip::tcp::socket socket);

  std::vector<std::unique_ptr<IoLoop>>& loops_;
  std::vector<std::unique_ptr<Door>> doors_;
  const size_t max_connections_;
  Refusals* const refusals_;
  bool full_told_ = false;
  uint16_t port_ = 0;
};

}  // namespace basalt::http
