// "Sun, 06 Nov 1994 08:49:37 GMT", as the Date header wants it (RFC 9110, 5.6.7).
#pragma once

#include <cstdint>
#include <string>

namespace basalt::http {

std::string http_date(int64_t unix_seconds);

}  // namespace basalt::http
