// Connection: one keep-alive HTTP connection, non-blocking. Belongs to one load thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/endpoint.h"
#include "load/request_source.h"
#include "load/response_parser.h"

namespace basalt::bench {

enum class ConnectionState { kClosed, kConnecting, kIdle, kBusy, kPaused };

class Connection {
 public:
  Connection() = default;
  ~Connection() { close(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // False when there is no descriptor left or the address is refused at once; errno says why.
  bool begin_connect(const Endpoint& endpoint);
  // After the socket became writable: 0 or the error number.
  int finish_connect();
  void close();

  int descriptor() const { return descriptor_; }
  std::string& outgoing() { return outgoing_; }
  // Sends what it can of outgoing(). False when the connection broke.
  bool send_more();
  bool has_more_to_send() const { return sent_ < outgoing_.size(); }
  // Reads what is there. kMalformed when the connection broke or the answer is no HTTP.
  ParseOutcome receive(Response& response);
  // The answer was used: its bytes go.
  void consume(const Response& response);

  ConnectionState state = ConnectionState::kClosed;
  Exchange exchange;
  uint64_t intended_ns = 0;  // when the exchange should have begun
  uint64_t sent_ns = 0;      // when the request was sent
  bool waits_for_writing = false;

 private:
  int descriptor_ = -1;
  std::string outgoing_;
  size_t sent_ = 0;
  std::string incoming_;  // its first received_ bytes count
  size_t received_ = 0;
  ResponseParser parser_;
};

}  // namespace basalt::bench
