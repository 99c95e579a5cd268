#include "load/endpoint.h"

#include <netdb.h>

#include <cstring>

namespace basalt::bench {

Result<Endpoint, std::string> resolve_endpoint(std::string_view url) {
  constexpr std::string_view kScheme = "http://";
  if (!url.starts_with(kScheme)) return Failure{"the endpoint must be http://HOST[:PORT]: " + std::string(url)};
  std::string_view authority = url.substr(kScheme.size());
  const size_t slash = authority.find('/');
  const std::string path(slash == std::string_view::npos ? "/" : authority.substr(slash));
  authority = authority.substr(0, slash);
  std::string host(authority);
  std::string port = "80";
  const size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
    host = authority.substr(0, colon);
    port = authority.substr(colon + 1);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);

  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
  if (error != 0) return Failure{"cannot resolve " + host + ": " + gai_strerror(error)};
  // A name such as localhost may have two addresses with the server on one of them: IPv4 is the safer guess.
  const addrinfo* chosen = found;
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    if (each->ai_family == AF_INET) {
      chosen = each;
      break;
    }
  }
  Endpoint endpoint{.host_header = std::string(authority), .path = path};
  std::memcpy(&endpoint.address, chosen->ai_addr, chosen->ai_addrlen);
  endpoint.address_size = chosen->ai_addrlen;
  freeaddrinfo(found);
  return endpoint;
}

}  // namespace basalt::bench
