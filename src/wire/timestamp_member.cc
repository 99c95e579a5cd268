#include "wire/timestamp_member.h"

#include "wire/json_types.h"

namespace basalt::wire {

void timestamp_member(ObjectReader& members, std::string_view name, std::optional<double>& out) {
  const auto element = members.find(name);
  if (!element) return;
  double seconds = 0;
  if (element->get_double().get(seconds) != simdjson::SUCCESS) {
    return members.problems().wrong_type(json_types::not_a_scalar(*element, "Date"));
  }
  out = seconds;
}

}  // namespace basalt::wire
