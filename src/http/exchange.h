// Exchange: one request and its answer, from the first byte parsed to the last byte queued for sending. Pooled by the
// I/O thread, so an idle connection holds none.
#pragma once

#include <cstdint>

#include "http/request.h"
#include "http/response.h"

namespace basalt::http {

class Session;

struct Exchange {
  Session* session = nullptr;
  Request request;
  Response response;
  RequestId id{};
  // What Admission counted for it.
  bool admitted = false;
  uint64_t admitted_bytes = 0;
  bool continue_wanted = false;  // the client waits for "100 Continue" before it sends the body
  bool ready = false;            // the response is complete
  int64_t started_us = 0;        // monotonic; only when requests are logged

  void clear() {
    session = nullptr;
    request.clear();
    response.clear();
    admitted = false;
    admitted_bytes = 0;
    continue_wanted = false;
    ready = false;
    started_us = 0;
  }
};

}  // namespace basalt::http
