#include "http/pipeline.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "basalt/base/metrics.h"
#include "http/authorization.h"
#include "http/gzip.h"

namespace basalt::http {
namespace {

constexpr std::string_view kJson10 = "application/x-amz-json-1.0";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kAnyOrigin = "*";

// "application/json" of " application/json ; charset=utf-8".
std::string_view media_type(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.starts_with(' ')) content_type.remove_prefix(1);
  while (content_type.ends_with(' ')) content_type.remove_suffix(1);
  return content_type;
}

void add_line(std::string_view name, std::string_view value, std::string& lines) {
  lines.append(name).append(": ").append(value).append("\r\n");
}

void fill_unknown(Response& response) {
  response.status = 404;
  response.body = "<UnknownOperationException/>\n";
}

}  // namespace

AdminAnswer admin_refusal(int status, std::string_view message) {
  return {status, std::string(R"({"message":")").append(message).append("\"}")};
}

// The order can be observed from outside; it is AWS's where AWS was seen to have one.
const Pipeline::Stage Pipeline::kStages[] = {
    // First, because a browser shows an answer to its page only with this header: errors need it too.
    {&Pipeline::allow_origin},
    // Before the method is judged: OPTIONS is only served as a preflight.
    {&Pipeline::answer_preflight},
    // Probes send neither tokens nor content types.
    {&Pipeline::answer_health},
    // Before the rest, which is DynamoDB's alone.
    {&Pipeline::find_admin},
    {&Pipeline::find_metrics},
    // AWS looks at method and content type before it looks at the body or the token.
    {&Pipeline::refuse_other_requests},
    // The last that touches the body: everything behind it sees plain JSON.
    {&Pipeline::inflate_body},
    // Last, and it only notes what it finds: AWS reports bad JSON and unknown actions before a bad token.
    {&Pipeline::identify},
};

Pipeline::Pipeline(PipelineOptions options, RequestHandler& handler, Admission& admission)
    : options_(std::move(options)),
      handler_(handler),
      admission_(admission),
      overload_(wire::error_answer(ApiError::beyond_capacity())) {}

Pipeline::Outcome Pipeline::run(Exchange& exchange, wire::Call& call) const {
  for (const Stage& stage : kStages) {
    const Verdict verdict = (this->*stage.run)(exchange, call);
    if (verdict == Verdict::kAnswered) return Outcome::kAnswered;
    if (verdict == Verdict::kAdmin) return Outcome::kAdmin;
    if (verdict == Verdict::kMetrics) return Outcome::kMetrics;
  }
  exchange.request.pad_body();
  call.target = exchange.request.header(Header::kXAmzTarget);
  call.body = exchange.request.body();
  return Outcome::kCall;
}

void Pipeline::refuse(Exchange& exchange) const {
  wire::Call unused;
  (void)allow_origin(exchange, unused);
  fill(exchange, overload_);
}

void Pipeline::fill(Exchange& exchange, wire::Answer answer) const {
  Response& response = exchange.response;
  response.status = answer.status;
  response.body = std::move(answer.body);
  exchange.error = std::move(answer.error);
  response.ending = answer.ending;
  response.content_type = media_type(exchange.request.header(Header::kContentType)) == kJson10 ? kJson10 : kJson;
}

void Pipeline::fill(Exchange& exchange, AdminAnswer answer) const {
  exchange.response.status = answer.status;
  exchange.response.body = std::move(answer.body);
  exchange.response.content_type = kJson;
}

void Pipeline::fill(Exchange& exchange, MetricsAnswer answer) const {
  exchange.response.status = 200;
  exchange.response.body = std::move(answer.text);
  exchange.response.content_type = metrics::Registry::kContentType;
}

Pipeline::Verdict Pipeline::allow_origin(Exchange& exchange, wire::Call&) const {
  if (!exchange.request.has(Header::kOrigin)) return Verdict::kContinue;
  const std::string_view origin = exchange.request.header(Header::kOrigin);
  for (const std::string& allowed : options_.cors_origins) {
    if (allowed != kAnyOrigin && allowed != origin) continue;
    add_line("Access-Control-Allow-Origin", allowed, exchange.response.extra_headers);
    break;
  }
  return Verdict::kContinue;
}

Pipeline::Verdict Pipeline::answer_preflight(Exchange& exchange, wire::Call&) const {
  const Request& request = exchange.request;
  // No line from allow_origin: the origin may not, or there is none.
  if (request.method() != Method::kOptions || exchange.response.extra_headers.empty()) return Verdict::kContinue;
  std::string& lines = exchange.response.extra_headers;
  if (request.has(Header::kAccessControlRequestHeaders)) {
    add_line("Access-Control-Allow-Headers", request.header(Header::kAccessControlRequestHeaders), lines);
  }
  if (request.has(Header::kAccessControlRequestMethod)) {
    add_line("Access-Control-Allow-Methods", request.header(Header::kAccessControlRequestMethod), lines);
  }
  add_line("Access-Control-Max-Age", "172800", lines);
  return Verdict::kAnswered;
}

Pipeline::Verdict Pipeline::answer_health(Exchange& exchange, wire::Call&) const {
  const Method method = exchange.request.method();
  if (method != Method::kGet && method != Method::kHead) return Verdict::kContinue;
  Response& response = exchange.response;
  response.omit_body = method == Method::kHead;
  if (exchange.request.path() == "/") {
    response.body = "healthy: dynamodb.us-east-1.amazonaws.com ";  // the space at the end is AWS's
    return Verdict::kAnswered;
  }
  if (exchange.request.path() == "/health") {
    const RequestHandler::Health health = handler_.health();
    response.status = health.serving ? 200 : 503;
    response.content_type = kJson;
    // The reason goes to the log; this page is for anyone.
    response.body = !health.serving       ? R"({"status":"read-only"})"
                    : health.low_on_space ? R"({"status":"low-on-disk-space"})"
                                          : R"({"status":"ok"})";
    return Verdict::kAnswered;
  }
  return Verdict::kContinue;
}

Pipeline::Verdict Pipeline::find_admin(Exchange& exchange, wire::Call&) const {
  const Request& request = exchange.request;
  if (!request.path().starts_with(kAdminPrefix)) return Verdict::kContinue;
  if (!options_.has_admin) {
    fill_unknown(exchange.response);
    return Verdict::kAnswered;
  }
  if (!request.has(Header::kOrigin)) return Verdict::kAdmin;
  fill(exchange, admin_refusal(403, "not for pages in a browser"));
  return Verdict::kAnswered;
}

Pipeline::Verdict Pipeline::find_metrics(Exchange& exchange, wire::Call&) const {
  const Request& request = exchange.request;
  if (!options_.has_metrics || request.method() != Method::kGet || request.path() != "/metrics") {
    return Verdict::kContinue;
  }
  if (!request.has(Header::kOrigin)) return Verdict::kMetrics;
  fill(exchange, admin_refusal(403, "not for pages in a browser"));
  return Verdict::kAnswered;
}

Pipeline::Verdict Pipeline::refuse_other_requests(Exchange& exchange, wire::Call&) const {
  const Request& request = exchange.request;
  const std::string_view type = media_type(request.header(Header::kContentType));
  const bool json = type == kJson10 || type == kJson;
  if (request.method() == Method::kPost && (json || request.body_size() == 0)) return Verdict::kContinue;
  fill_unknown(exchange.response);
  return Verdict::kAnswered;
}

Pipeline::Verdict Pipeline::inflate_body(Exchange& exchange, wire::Call&) const {
  Request& request = exchange.request;
  if (!equals_ignoring_case(request.header(Header::kContentEncoding), "gzip")) return Verdict::kContinue;
  // Counted before the memory is taken.
  const uint64_t claimed = claimed_inflated_size(request.body());
  if (claimed > options_.max_body_bytes) {
    fill(exchange, wire::error_answer(ApiError::request_too_large()));
    return Verdict::kAnswered;
  }
  if (!admission_.grow(claimed)) {
    fill(exchange, overload_);
    return Verdict::kAnswered;
  }
  exchange.admitted_bytes += claimed;
  std::optional<std::string> body = inflate(request.body());
  if (!body) {
    fill(exchange, wire::error_answer(ApiError::serialization("")));
    return Verdict::kAnswered;
  }
  request.replace_body(std::move(*body));
  return Verdict::kContinue;
}

Pipeline::Verdict Pipeline::identify(Exchange& exchange, wire::Call& call) const {
  Authorization authorization = authorize(exchange.request, options_.scope_per_account);
  call.identity = std::move(authorization.identity);
  call.identity.host = exchange.request.header(Header::kHost);
  call.authentication_error = std::move(authorization.error);
  return Verdict::kContinue;
}

}  // namespace basalt::http
