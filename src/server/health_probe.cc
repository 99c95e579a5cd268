#include "server/health_probe.h"

#include <chrono>
#include <string>

#include "server/http_client.h"

namespace basalt::server {
namespace {

constexpr int kWell = 200;

// Where a server that listens on `host` can be reached from here.
std::string reachable(const std::string& host) {
  if (host == "0.0.0.0" || host == "localhost") return "127.0.0.1";
  return host == "::" ? "::1" : host;
}

}  // namespace

bool is_healthy(const Config& config) {
  const HttpEndpoint endpoint{reachable(config.host), static_cast<uint16_t>(config.port)};
  const auto answer = ask(endpoint, "/health", nullptr, std::chrono::seconds(1));
  return answer.ok() && answer->status == kWell;
}

}  // namespace basalt::server
