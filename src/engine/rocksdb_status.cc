#include "engine/rocksdb_status.h"

#include <string>

namespace basalt::engine {
namespace {

using rocksdb::Status;

ErrorCode code_of(const Status& status) {
  // The device being full arrives as an I/O error (or an aborted write) with a subcode.
  if (status.subcode() == Status::SubCode::kNoSpace || status.subcode() == Status::SubCode::kSpaceLimit) {
    return ErrorCode::kNoSpace;
  }
  switch (status.code()) {
    case Status::Code::kIncomplete:
      return ErrorCode::kNotCached;
    case Status::Code::kCorruption:
      return ErrorCode::kCorruption;
    case Status::Code::kInvalidArgument:
    case Status::Code::kNotSupported:
    case Status::Code::kColumnFamilyDropped:
      return ErrorCode::kInvalid;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

Error translate(const Status& status, std::string_view doing) {
  return {code_of(status), std::string(doing) + ": " + status.ToString()};
}

bool poisons_log(const Status& status) {
  switch (status.code()) {
    case Status::Code::kInvalidArgument:
    case Status::Code::kNotSupported:
    case Status::Code::kIncomplete:
    case Status::Code::kShutdownInProgress:
      return false;
    default:
      return !status.ok();
  }
}

}  // namespace basalt::engine
