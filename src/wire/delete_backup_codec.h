#pragma once

#include <string>

#include "basalt/operations/delete_backup.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DeleteBackup> {
  static void decode(ObjectReader& members, operations::DeleteBackup::Request& request);
  static void encode(const operations::DeleteBackup::Response& response, std::string& out);
};

}  // namespace basalt::wire
