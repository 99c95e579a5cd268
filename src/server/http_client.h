// One request to a Basalt server, for the commands that ask a running one. Plain HTTP; any thread; waits.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/base/result.h"

namespace basalt::server {

struct HttpEndpoint {
  std::string host;
  uint16_t port = 0;
};

struct HttpAnswer {
  int status = 0;
  std::string body;
};

// "http://host:port" or "http://[::1]:port", with a slash or none. The error is a sentence.
Result<HttpEndpoint, std::string> parse_endpoint(std::string_view url);

// A POST when body is not null. timeout is for each read and write. The error is a sentence.
Result<HttpAnswer, std::string> ask(const HttpEndpoint& endpoint, std::string_view path, const std::string* body,
                                    std::chrono::seconds timeout);

}  // namespace basalt::server
