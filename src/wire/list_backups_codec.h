#pragma once

#include <string>

#include "basalt/operations/list_backups.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListBackups> {
  static void decode(ObjectReader& members, operations::ListBackups::Request& request);
  static void encode(const operations::ListBackups::Response& response, std::string& out);
};

}  // namespace basalt::wire
