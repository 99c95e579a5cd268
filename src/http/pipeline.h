// Pipeline: what happens to a request between HTTP and the handler, as one ordered list.
#pragma once

#include <string>
#include <vector>

#include "basalt/http/admin_handler.h"
#include "basalt/http/request_handler.h"
#include "http/admission.h"
#include "http/exchange.h"

namespace basalt::http {

struct PipelineOptions {
  uint64_t max_body_bytes;
  std::vector<std::string> cors_origins;
  bool scope_per_account;
  bool has_admin = false;
  bool has_metrics = false;
};

// Prometheus' text format.
struct MetricsAnswer {
  std::string text;
};

// Shared by the I/O threads; immutable.
class Pipeline {
 public:
  // All but the options must outlive the pipeline.
  Pipeline(PipelineOptions options, RequestHandler& handler, Admission& admission);

  enum class Outcome {
    kAnswered,  // the exchange's response is complete
    kCall,      // `call` is for the handler
    kAdmin,     // the request is for the admin handler, which there is
    kMetrics,   // it asks for the metrics page, which there is
  };
  // Runs the list over a complete request.
  Outcome run(Exchange& exchange, wire::Call& call) const;

  // Tells an overloaded server's client so, at little cost: the body was not kept.
  void refuse(Exchange& exchange) const;

  // Puts the handler's answer (or an error) into the exchange's response, but for compression.
  void fill(Exchange& exchange, wire::Answer answer) const;
  // The same for the admin handler's.
  void fill(Exchange& exchange, AdminAnswer answer) const;
  void fill(Exchange& exchange, MetricsAnswer answer) const;

 private:
  enum class Verdict { kContinue, kAnswered, kAdmin, kMetrics };
  struct Stage {
    Verdict (Pipeline::*run)(Exchange&, wire::Call&) const;
  };
  static const Stage kStages[];

  Verdict allow_origin(Exchange& exchange, wire::Call& call) const;
  Verdict answer_preflight(Exchange& exchange, wire::Call& call) const;
  Verdict answer_health(Exchange& exchange, wire::Call& call) const;
  Verdict find_admin(Exchange& exchange, wire::Call& call) const;
  Verdict find_metrics(Exchange& exchange, wire::Call& call) const;
  Verdict refuse_other_requests(Exchange& exchange, wire::Call& call) const;
  Verdict inflate_body(Exchange& exchange, wire::Call& call) const;
  Verdict identify(Exchange& exchange, wire::Call& call) const;

  const PipelineOptions options_;
  RequestHandler& handler_;
  Admission& admission_;
  const wire::Answer overload_;
};

}  // namespace basalt::http
