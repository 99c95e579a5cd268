#pragma once

#include <string>

#include "basalt/operations/update_time_to_live.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UpdateTimeToLive> {
  static void decode(ObjectReader& members, operations::UpdateTimeToLive::Request& request);
  static void encode(const operations::UpdateTimeToLive::Response& response, std::string& out);
};

}  // namespace basalt::wire
