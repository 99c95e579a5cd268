#include "server/admin_clock.h"

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "basalt/base/log.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;

constexpr int kBadRequest = 400;
constexpr std::string_view kUsage =
    "exactly one of: advance_seconds, a whole number; set, whole seconds since the epoch; reset, true";

double seconds(Microseconds time) { return std::chrono::duration<double>(time).count(); }

// Longer than any time there is when it does not fit.
std::chrono::seconds seconds_of(const Json& whole_number) {
  constexpr int64_t kTooMany = AdjustableClock::kMaxSeconds + 1;
  if (whole_number.is_number_unsigned() && whole_number.get<uint64_t>() > kTooMany) {
    return std::chrono::seconds(kTooMany);
  }
  return std::chrono::seconds(whole_number.get<int64_t>());
}

http::AdminAnswer show(const AdjustableClock& clock) {
  const Json shown{{"now", seconds(clock.wall_now())}, {"offset_seconds", seconds(clock.offset())}};
  return {200, shown.dump()};
}

http::AdminAnswer move(AdjustableClock& clock, std::string_view body) {
  const Json request = Json::parse(body, nullptr, false);
  if (!request.is_object() || request.size() != 1) return http::admin_refusal(kBadRequest, kUsage);
  const std::string& how = request.begin().key();
  const Json& value = request.begin().value();
  bool moved = true;
  if (how == "advance_seconds" && value.is_number_integer()) {
    moved = clock.advance(seconds_of(value));
  } else if (how == "set" && value.is_number_integer()) {
    moved = clock.set(seconds_of(value));
  } else if (how == "reset" && value == true) {
    clock.reset();
  } else {
    return http::admin_refusal(kBadRequest, kUsage);
  }
  if (!moved) return http::admin_refusal(kBadRequest, "the time must be from 1970 to 9999");
  log::warning("the clock was moved", {{"offset_seconds", seconds(clock.offset())}});
  return show(clock);
}

}  // namespace

AdminResource clock_resource(AdjustableClock& clock) {
  return {"clock", [&clock] { return show(clock); }, [&clock](std::string_view body) { return move(clock, body); }};
}

}  // namespace basalt::server
