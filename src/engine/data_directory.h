// DataDirectory: what lies around the database in the directory a user names, and the lock on it.
//
//   <directory>/FORMAT     two lines of text: "basalt-format 1" and "engine rocksdb"
//   <directory>/LOCK       empty; a process that has the directory holds flock(2) on it
//   <directory>/rocksdb/   the database
//
// FORMAT is written, renamed into place and fsynced with its directory before the database is created, so a
// directory with rows in it always says which format they have. Owned by one engine; not synchronised.
#pragma once

#include <string>
#include <string_view>

#include "basalt/engine/engine_error.h"

namespace rocksdb {
class Env;
}

namespace basalt::engine {

inline constexpr int kDataFormat = 2;

class DataDirectory {
 public:
  // Creates the directory when missing, takes its lock, and writes or checks FORMAT.
  // kLocked, kNewerFormat, kInvalid (something else lies there, or not a directory), kIo, kNoSpace.
  static EngineResult<DataDirectory> acquire(rocksdb::Env& env, const std::string& path);
  // As acquire, of a directory that is there, without changing anything in it: shared with others that read it, never
  // with one that writes.
  static EngineResult<DataDirectory> share(rocksdb::Env& env, const std::string& path);
  // Whether path is a data directory of this version; kInvalid or kNewerFormat when it is not.
  static EngineResult<void> check(rocksdb::Env& env, const std::string& path);

  // Names a copied database at path as a data directory. Called last: without FORMAT a half-made copy is refused.
  static EngineResult<void> write_format(rocksdb::Env& env, const std::string& path);
  // Makes path a directory with nothing in it; kInvalid when something is.
  static EngineResult<void> create_empty(rocksdb::Env& env, const std::string& path);
  static std::string database_path(const std::string& path) { return path + "/rocksdb"; }

  DataDirectory() = default;
  DataDirectory(DataDirectory&& other) noexcept;
  DataDirectory& operator=(DataDirectory&& other) noexcept;
  ~DataDirectory();

 private:
  explicit DataDirectory(int lock_fd) : lock_fd_(lock_fd) {}

  int lock_fd_ = -1;
};

}  // namespace basalt::engine
