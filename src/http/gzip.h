// gzip for bodies, both ways.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace basalt::http {

// The size that a gzip member claims to have when inflated, modulo 2^32; 0 when it is too short to be one. A claim of
// the sender, to be checked against limits before inflate() takes the memory.
uint64_t claimed_inflated_size(std::string_view compressed);

// One whole gzip member; nullopt when it is malformed or not as long as it claims. Takes no more memory than the input
// can really hold.
std::optional<std::string> inflate(std::string_view compressed);

// Fast rather than small. Empty when it would not be smaller.
std::string deflate(std::string_view plain);

// Whether an Accept-Encoding header allows gzip ("gzip", "gzip;q=0.5", "*"; not "gzip;q=0").
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace basalt::http
