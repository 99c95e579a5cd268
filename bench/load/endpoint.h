// Endpoint: where requests go, from "http://localhost:8000".
#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>

#include "basalt/base/result.h"

namespace basalt::bench {

struct Endpoint {
  std::string host_header;  // "localhost:8000"
  std::string path = "/";
  sockaddr_storage address{};
  socklen_t address_size = 0;
};

// Waits for the name server. Only http: the time TLS takes is not the database's.
Result<Endpoint, std::string> resolve_endpoint(std::string_view url);

}  // namespace basalt::bench
