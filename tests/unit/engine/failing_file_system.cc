#include "unit/engine/failing_file_system.h"

#include <filesystem>
#include <utility>

namespace basalt::engine {
namespace {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

class FailingFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FailingFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::string name, FailingFileSystem& system)
      : rocksdb::FSWritableFileOwnerWrapper(std::move(file)), name_(std::move(name)), system_(system) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options, IODebugContext* debug) override {
    if (IOStatus status = system_.change(name_); !status.ok()) return status;
    const IOStatus status = FSWritableFileOwnerWrapper::Append(data, options, debug);
    if (status.ok()) system_.appended(name_, data.size());
    return status;
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& /*verification*/, IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    if (IOStatus status = system_.change(name_); !status.ok()) return status;
    const IOStatus status = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) system_.synced(name_);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override { return Sync(options, debug); }

 private:
  const std::string name_;
  FailingFileSystem& system_;
};

class FailingDirectory final : public rocksdb::FSDirectoryWrapper {
 public:
  FailingDirectory(std::unique_ptr<rocksdb::FSDirectory> directory, std::string name, FailingFileSystem& system)
      : rocksdb::FSDirectoryWrapper(std::move(directory)), name_(std::move(name)), system_(system) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    if (IOStatus status = system_.change(name_); !status.ok()) return status;
    return FSDirectoryWrapper::Fsync(options, debug);
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& how) override {
    if (IOStatus status = system_.change(name_); !status.ok()) return status;
    return FSDirectoryWrapper::FsyncWithDirOptions(options, debug, how);
  }

 private:
  const std::string name_;
  FailingFileSystem& system_;
};

}  // namespace

void FailingFileSystem::set_fault(Fault fault) {
  const std::lock_guard lock(mutex_);
  fault_ = std::move(fault);
  fault_happened_ = false;
}

bool FailingFileSystem::fault_happened() const {
  const std::lock_guard lock(mutex_);
  return fault_happened_;
}

void FailingFileSystem::lose_power() {
  const std::lock_guard lock(mutex_);
  power_lost_ = true;
}

void FailingFileSystem::drop_unsynced(double kept_share) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, sizes] : files_) {
    if (!std::filesystem::exists(name)) continue;
    const auto unsynced = static_cast<double>(sizes.written - sizes.synced);
    std::filesystem::resize_file(name, sizes.synced + static_cast<uint64_t>(unsynced * kept_share));
  }
  files_.clear();
}

IOStatus FailingFileSystem::change(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (power_lost_) return IOStatus::IOError("power lost");
  if (fault_.after_calls < 0 || !name.ends_with(fault_.only_suffix)) return IOStatus::OK();
  if (fault_.after_calls > 0) {
    --fault_.after_calls;
    return IOStatus::OK();
  }
  fault_happened_ = true;
  if (!fault_.forever) fault_.after_calls = -1;
  return fault_.status;
}

void FailingFileSystem::appended(const std::string& name, uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  files_[name].written += bytes;
}

void FailingFileSystem::synced(const std::string& name) {
  const std::lock_guard lock(mutex_);
  Sizes& sizes = files_[name];
  sizes.synced = sizes.written;
}

IOStatus FailingFileSystem::NewWritableFile(const std::string& name, const FileOptions& options,
                                            std::unique_ptr<rocksdb::FSWritableFile>* file, IODebugContext* debug) {
  if (IOStatus status = change(name); !status.ok()) return status;
  std::unique_ptr<rocksdb::FSWritableFile> real;
  IOStatus status = target()->NewWritableFile(name, options, &real, debug);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    files_[name] = {};
  }
  *file = std::make_unique<FailingFile>(std::move(real), name, *this);
  return status;
}

IOStatus FailingFileSystem::NewDirectory(const std::string& name, const IOOptions& options,
                                         std::unique_ptr<rocksdb::FSDirectory>* directory, IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSDirectory> real;
  IOStatus status = target()->NewDirectory(name, options, &real, debug);
  if (status.ok()) *directory = std::make_unique<FailingDirectory>(std::move(real), name, *this);
  return status;
}

IOStatus FailingFileSystem::RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                                       IODebugContext* debug) {
  if (IOStatus status = change(from); !status.ok()) return status;
  IOStatus status = target()->RenameFile(from, to, options, debug);
  const std::lock_guard lock(mutex_);
  if (auto moved = files_.extract(from); status.ok() && !moved.empty()) {
    files_.erase(to);
    moved.key() = to;
    files_.insert(std::move(moved));
  }
  return status;
}

IOStatus FailingFileSystem::CreateDirIfMissing(const std::string& name, const IOOptions& options,
                                               IODebugContext* debug) {
  if (IOStatus status = change(name); !status.ok()) return status;
  return target()->CreateDirIfMissing(name, options, debug);
}

IOStatus FailingFileSystem::DeleteFile(const std::string& name, const IOOptions& options, IODebugContext* debug) {
  if (IOStatus status = change(name); !status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    files_.erase(name);
  }
  return target()->DeleteFile(name, options, debug);
}

}  // namespace basalt::engine
