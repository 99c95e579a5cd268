// CHECK(condition): a broken invariant of Basalt itself ends the process, at once and with its place.
//
// Never for input: a client cannot make a CHECK fail. Any thread.
#pragma once

namespace basalt::detail {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}

#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::basalt::detail::check_failed(#condition, __FILE__, __LINE__))

// The alternative of a variant that an invariant says is there (used by Result alone).
#define BASALT_CHECKED_GET(alternative) (CHECK(state_.index() == (alternative)), *std::get_if<(alternative)>(&state_))
