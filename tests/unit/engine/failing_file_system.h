// FailingFileSystem: the real file system, except that the Nth call fails and that power can be lost: what no fsync
// covered is then gone, wholly or in part, and so are names that were created or changed without an fsync of their
// directory.
//
// Not modelled: a file that was deleted may come back.
#pragma once

#include <rocksdb/file_system.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace basalt::engine {

// What can fail; sums are sets of them.
enum FileCall : uint32_t {
  kWriteCall = 1,
  kSyncCall = 2,
  kDirectorySyncCall = 4,
  kCreateCall = 8,  // of a file for writing
  kRenameCall = 16,
  kDeleteCall = 32,
  kMakeDirectoryCall = 64,
  kOpenCall = 128,  // of a file for reading
  kReadCall = 256,
  kChangingCalls = 127,
  kReadingCalls = 384,
};

class FailingFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  struct Fault {
    int64_t after_calls = -1;      // calls that still succeed; -1: no fault
    bool forever = false;          // otherwise only that one call fails
    std::string only_suffix = {};  // counts and fails only calls on files whose name ends so
    rocksdb::IOStatus status = rocksdb::IOStatus::IOError("injected");
    uint32_t calls = kChangingCalls;  // counts and fails only these
    bool short_write = false;         // a write that fails leaves the first half of its bytes
    bool power_loss = false;          // the call that fails is the first that power is gone for
  };

  FailingFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FailingFileSystem"; }

  void set_fault(Fault fault);
  bool fault_happened() const;

  // From here on every changing call fails.
  void lose_power();
  // After the engine is gone: cuts each file down to what was synced and, of the rest, this share; and takes back what
  // was done to names since the last fsync of their directory.
  void drop_unsynced(double kept_share);

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomAccessFile(const std::string& name, const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewSequentialFile(const std::string& name, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSSequentialFile>* file,
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
  rocksdb::IOStatus permit(FileCall call, const std::string& name);
  bool writes_short() const;
  void appended(const std::string& name, uint64_t bytes);
  void synced(const std::string& name);
  void names_synced(const std::string& directory);

 private:
  struct Sizes {
    uint64_t written = 0;
    uint64_t synced = 0;
  };
  // What a directory's fsync would make last.
  struct NameChange {
    std::string name;
    std::string renamed_from = {};  // empty: created
    std::string replaced = {};      // what had the name before, kept here; empty: nothing had
  };
  std::string keep(const std::string& name);
  void take_back(const NameChange& change);

  mutable std::mutex mutex_;
  Fault fault_;
  bool fault_happened_ = false;
  bool power_lost_ = false;
  std::map<std::string, Sizes> files_;
  std::vector<NameChange> unsynced_names_;  // in order
};

}  // namespace basalt::engine
