// FailingFileSystem: the real file system, except that the Nth changing call fails and that power can be lost: what
// no fsync covered is then gone, wholly or in part.
//
// Not modelled: names that were created but whose directory was not fsynced keep existing.
#pragma once

#include <rocksdb/file_system.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace basalt::engine {

class FailingFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  struct Fault {
    int64_t after_calls = -1;      // changing calls that still succeed; -1: no fault
    bool forever = false;          // otherwise only that one call fails
    std::string only_suffix = {};  // counts and fails only calls on files whose name ends so
    rocksdb::IOStatus status = rocksdb::IOStatus::IOError("injected");
  };

  FailingFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FailingFileSystem"; }

  void set_fault(Fault fault);
  bool fault_happened() const;

  // From here on every changing call fails.
  void lose_power();
  // After the engine is gone: cuts each file down to what was synced and, of the rest, this share.
  void drop_unsynced(double kept_share);

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& name, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* directory,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus CreateDirIfMissing(const std::string& name, const rocksdb::IOOptions& options,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

  // For the files this hands out.
  rocksdb::IOStatus change(const std::string& name);
  void appended(const std::string& name, uint64_t bytes);
  void synced(const std::string& name);

 private:
  struct Sizes {
    uint64_t written = 0;
    uint64_t synced = 0;
  };
  mutable std::mutex mutex_;
  Fault fault_;
  bool fault_happened_ = false;
  bool power_lost_ = false;
  std::map<std::string, Sizes> files_;
};

}  // namespace basalt::engine
