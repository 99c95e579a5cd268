// RequestSource: what a load thread sends. One per thread; only that thread calls it.
//
// An exchange is what one latency is measured over: one request, or several in a row on the same connection.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/response_parser.h"

namespace basalt::bench {

struct Exchange {
  size_t label = 0;         // index of the operation's name, for the recorder
  std::string_view action;  // "GetItem"
  std::string body;
  std::string_view wanted_error;  // this exception is the answer hoped for; "": a success is
  uint64_t item = 0;              // the source's own
  unsigned step = 0;              // the source's own; 0 when a new exchange begins
  unsigned tries = 0;             // the source's own; 0 when a new exchange begins
  uint64_t pause_ms = 0;          // before the next request of this exchange
};

class RequestSource {
 public:
  virtual ~RequestSource() = default;
  // Fills in a new exchange's first request. False: nothing is left to do.
  virtual bool next(Exchange& exchange) = 0;
  // The answer, or null when the connection was lost. True: the exchange goes on, with the request now in `exchange`.
  virtual bool goes_on(const Response* response, Exchange& exchange) = 0;
};

}  // namespace basalt::bench
