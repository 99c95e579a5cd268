#pragma once

#include <optional>
#include <string_view>

#include "wire/object_reader.h"

namespace basalt::wire {

// A moment: seconds since the epoch, with a fraction or without.
void timestamp_member(ObjectReader& members, std::string_view name, std::optional<double>& out);

}  // namespace basalt::wire
