// A hash of what a JSON value says: white space, escapes and the order of an object's members make no difference, as
// they make none to AWS when it compares requests with one ClientRequestToken.
//
// 64 bits, the same on every machine: it is stored. Any thread.
#pragma once

#include <simdjson.h>

#include <cstdint>

namespace basalt::wire {

// Recursive; simdjson bounds the depth of what it parses.
uint64_t json_hash(simdjson::dom::element value);

}  // namespace basalt::wire
