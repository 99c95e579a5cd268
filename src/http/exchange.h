// Exchange: one request and its answer, from the first byte parsed to the last byte queued for sending. Pooled by the
// I/O thread, so an idle connection holds none.
#pragma once

#include <cstdint>
#include <string>

#include "basalt/operations/call_summary.h"
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
  bool refused = false;  // by the OverloadGate: it is only to be told
  uint64_t admitted_bytes = 0;
  bool continue_wanted = false;  // the client waits for "100 Continue" before it sends the body
  bool ready = false;            // the response is complete
  bool is_call = false;          // of DynamoDB, not of the server's own pages

  operations::CallSummary summary;
  std::string error;         // the exception's name; empty: none
  Microseconds received{0};  // monotonic: when the whole request was there

  void clear() {
    session = nullptr;
    request.clear();
    response.clear();
    admitted = false;
    refused = false;
    admitted_bytes = 0;
    continue_wanted = false;
    ready = false;
    is_call = false;
    summary = {};
    error.clear();
    received = Microseconds{0};
  }
};

}  // namespace basalt::http
