// Pipeline: what happens to a request between HTTP and the handler, as one ordered list.
#pragma once

#include <string>
#include <vector>

#include "basalt/http/request_handler.h"
#include "http/admission.h"
#include "http/exchange.h"

namespace basalt::http {

struct PipelineOptions {
  uint64_t max_body_bytes;
  std::vector<std::string> cors_origins;
  bool scope_per_account;
};

// Shared by the I/O threads; immutable.
class Pipeline {
 public:
  // All but the options must outlive the pipeline.
  Pipeline(PipelineOptions options, RequestHandler& handler, Admission& admission);

  // Runs the list over a complete request. True: the exchange's response is complete. False: `call` is for the handler.
  bool run(Exchange& exchange, wire::Call& call) const;

  // Puts the handler's answer (or an error) into the exchange's response, but for compression.
  void fill(Exchange& exchange, wire::Answer answer) const;

 private:
  enum class Verdict { kContinue, kAnswered };
  struct Stage {
    Verdict (Pipeline::*run)(Exchange&, wire::Call&) const;
  };
  static const Stage kStages[];

  Verdict allow_origin(Exchange& exchange, wire::Call& call) const;
  Verdict answer_preflight(Exchange& exchange, wire::Call& call) const;
  Verdict answer_health(Exchange& exchange, wire::Call& call) const;
  Verdict refuse_other_requests(Exchange& exchange, wire::Call& call) const;
  Verdict inflate_body(Exchange& exchange, wire::Call& call) const;
  Verdict identify(Exchange& exchange, wire::Call& call) const;

  const PipelineOptions options_;
  RequestHandler& handler_;
  Admission& admission_;
};

}  // namespace basalt::http
