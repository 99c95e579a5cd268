// SmallServer: engine, store and dispatcher over one data directory, without HTTP; any of them may fail to open.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "support/dispatcher_client.h"

namespace basalt::testing {

// A directory in memory where the system has one, so that thousands of rounds do not wait for a disk. Removed with what
// is in it.
class FastDirectory {
 public:
  FastDirectory();
  ~FastDirectory();
  FastDirectory(const FastDirectory&) = delete;
  FastDirectory& operator=(const FastDirectory&) = delete;
  std::string path(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

class SmallServer {
 public:
  // env: null for the real file system; it must outlive the server.
  explicit SmallServer(const std::string& directory, rocksdb::Env* env = nullptr);
  ~SmallServer();

  bool has_engine() const { return engine_ != nullptr; }
  bool is_open() const { return dispatcher_.has_value(); }
  // Why not.
  const engine::Error& failure() const { return *failure_; }

  wire::Answer call(const std::string& action, const std::string& body);
  engine::StorageEngine& engine() { return *engine_; }

 private:
  ManualClock clock_{std::chrono::seconds(1'767'225'600)};  // 2026-01-01
  operations::Settings settings_;
  WaitingThread thread_;
  std::optional<engine::Error> failure_;
  std::unique_ptr<engine::StorageEngine> engine_;
  std::unique_ptr<store::Store> store_;
  std::optional<wire::Dispatcher> dispatcher_;
};

}  // namespace basalt::testing
