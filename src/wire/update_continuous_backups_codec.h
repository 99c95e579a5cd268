#pragma once

#include <string>

#include "basalt/operations/update_continuous_backups.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UpdateContinuousBackups> {
  static void decode(ObjectReader& members, operations::UpdateContinuousBackups::Request& request);
  static void encode(const operations::UpdateContinuousBackups::Response& response, std::string& out);
};

}  // namespace basalt::wire
