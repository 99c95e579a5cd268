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
    if (IOStatus status = system_.permit(kWriteCall, name_); !status.ok()) {
      if (system_.writes_short()) append(rocksdb::Slice(data.data(), data.size() / 2), options, debug);
      return status;
    }
    return append(data, options, debug);
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& /*verification*/, IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    if (IOStatus status = system_.permit(kSyncCall, name_); !status.ok()) return status;
    const IOStatus status = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) system_.synced(name_);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override { return Sync(options, debug); }

 private:
  IOStatus append(const rocksdb::Slice& data, const IOOptions& options, IODebugContext* debug) {
    const IOStatus status = FSWritableFileOwnerWrapper::Append(data, options, debug);
    if (status.ok()) system_.appended(name_, data.size());
    return status;
  }

  const std::string name_;
  FailingFileSystem& system_;
};

class FailingRandomAccessFile final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  FailingRandomAccessFile(std::unique_ptr<rocksdb::FSRandomAccessFile> file, std::string name,
                          FailingFileSystem& system)
      : rocksdb::FSRandomAccessFileOwnerWrapper(std::move(file)), name_(std::move(name)), system_(system) {}

  IOStatus Read(uint64_t offset, size_t size, const IOOptions& options, rocksdb::Slice* result, char* scratch,
                IODebugContext* debug) const override {
    if (IOStatus status = system_.permit(kReadCall, name_); !status.ok()) return status;
    return FSRandomAccessFileOwnerWrapper::Read(offset, size, options, result, scratch, debug);
  }
  IOStatus MultiRead(rocksdb::FSReadRequest* requests, size_t count, const IOOptions& options,
                     IODebugContext* debug) override {
    if (IOStatus status = system_.permit(kReadCall, name_); !status.ok()) return status;
    return FSRandomAccessFileOwnerWrapper::MultiRead(requests, count, options, debug);
  }

 private:
  const std::string name_;
  FailingFileSystem& system_;
};

class FailingSequentialFile final : public rocksdb::FSSequentialFileOwnerWrapper {
 public:
  FailingSequentialFile(std::unique_ptr<rocksdb::FSSequentialFile> file, std::string name, FailingFileSystem& system)
      : rocksdb::FSSequentialFileOwnerWrapper(std::move(file)), name_(std::move(name)), system_(system) {}

  IOStatus Read(size_t size, const IOOptions& options, rocksdb::Slice* result, char* scratch,
                IODebugContext* debug) override {
    if (IOStatus status = system_.permit(kReadCall, name_); !status.ok()) return status;
    return FSSequentialFileOwnerWrapper::Read(size, options, result, scratch, debug);
  }

 private:
  const std::string name_;
  FailingFileSystem& system_;
};

class FailingDirectory final : public rocksdb::FSDirectoryWrapper {
 public:
  FailingDirectory(std::unique_ptr<rocksdb::FSDirectory> directory, std::string name, FailingFileSystem& system)
      : rocksdb::FSDirectoryWrapper(std::move(directory)), name_(std::move(name)), system_(system) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return synced([&] { return FSDirectoryWrapper::Fsync(options, debug); });
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& how) override {
    return synced([&] { return FSDirectoryWrapper::FsyncWithDirOptions(options, debug, how); });
  }

 private:
  template <class Sync>
  IOStatus synced(const Sync& sync) {
    if (IOStatus status = system_.permit(kDirectorySyncCall, name_); !status.ok()) return status;
    IOStatus status = sync();
    if (status.ok()) system_.names_synced(name_);
    return status;
  }

  const std::string name_;
  FailingFileSystem& system_;
};

std::string directory_of(const std::string& name) { return name.substr(0, name.rfind('/')); }

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
  for (auto change = unsynced_names_.rbegin(); change != unsynced_names_.rend(); ++change) take_back(*change);
  unsynced_names_.clear();
}

// Deletions last, so a file that is gone by now stays so.
void FailingFileSystem::take_back(const NameChange& change) {
  if (!std::filesystem::exists(change.name)) return;
  if (change.renamed_from.empty()) {
    std::filesystem::remove(change.name);
  } else {
    std::filesystem::rename(change.name, change.renamed_from);
  }
  if (!change.replaced.empty()) std::filesystem::rename(change.replaced, change.name);
}

// Another name for what has this one, outside of the directory. Empty when nothing has it.
std::string FailingFileSystem::keep(const std::string& name) {
  if (!std::filesystem::exists(name)) return {};
  std::string kept = directory_of(directory_of(name)) + ".replaced-" + std::to_string(unsynced_names_.size());
  std::filesystem::remove(kept);
  std::filesystem::create_hard_link(name, kept);
  return kept;
}

IOStatus FailingFileSystem::permit(FileCall call, const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (power_lost_ && (call & kChangingCalls) != 0) return IOStatus::IOError("power lost");
  if (fault_.after_calls < 0 || (call & fault_.calls) == 0 || !name.ends_with(fault_.only_suffix)) {
    return IOStatus::OK();
  }
  if (fault_.after_calls > 0) {
    --fault_.after_calls;
    return IOStatus::OK();
  }
  fault_happened_ = true;
  if (!fault_.forever) fault_.after_calls = -1;
  power_lost_ = power_lost_ || fault_.power_loss;
  return fault_.status;
}

bool FailingFileSystem::writes_short() const {
  const std::lock_guard lock(mutex_);
  return fault_.short_write && !power_lost_;
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

void FailingFileSystem::names_synced(const std::string& directory) {
  const std::lock_guard lock(mutex_);
  std::erase_if(unsynced_names_, [&](const NameChange& change) { return directory_of(change.name) == directory; });
}

IOStatus FailingFileSystem::NewWritableFile(const std::string& name, const FileOptions& options,
                                            std::unique_ptr<rocksdb::FSWritableFile>* file, IODebugContext* debug) {
  if (IOStatus status = permit(kCreateCall, name); !status.ok()) return status;
  const bool existed = std::filesystem::exists(name);
  std::unique_ptr<rocksdb::FSWritableFile> real;
  IOStatus status = target()->NewWritableFile(name, options, &real, debug);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    files_[name] = {};
    if (!existed) unsynced_names_.push_back({.name = name});
  }
  *file = std::make_unique<FailingFile>(std::move(real), name, *this);
  return status;
}

IOStatus FailingFileSystem::NewRandomAccessFile(const std::string& name, const FileOptions& options,
                                                std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                                IODebugContext* debug) {
  if (IOStatus status = permit(kOpenCall, name); !status.ok()) return status;
  std::unique_ptr<rocksdb::FSRandomAccessFile> real;
  IOStatus status = target()->NewRandomAccessFile(name, options, &real, debug);
  if (status.ok()) *file = std::make_unique<FailingRandomAccessFile>(std::move(real), name, *this);
  return status;
}

IOStatus FailingFileSystem::NewSequentialFile(const std::string& name, const FileOptions& options,
                                              std::unique_ptr<rocksdb::FSSequentialFile>* file, IODebugContext* debug) {
  if (IOStatus status = permit(kOpenCall, name); !status.ok()) return status;
  std::unique_ptr<rocksdb::FSSequentialFile> real;
  IOStatus status = target()->NewSequentialFile(name, options, &real, debug);
  if (status.ok()) *file = std::make_unique<FailingSequentialFile>(std::move(real), name, *this);
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
  if (IOStatus status = permit(kRenameCall, from); !status.ok()) return status;
  const std::lock_guard lock(mutex_);
  NameChange change{.name = to, .renamed_from = from, .replaced = keep(to)};
  IOStatus status = target()->RenameFile(from, to, options, debug);
  if (!status.ok()) return status;
  unsynced_names_.push_back(std::move(change));
  if (auto moved = files_.extract(from); !moved.empty()) {
    files_.erase(to);
    moved.key() = to;
    files_.insert(std::move(moved));
  }
  return status;
}

IOStatus FailingFileSystem::CreateDirIfMissing(const std::string& name, const IOOptions& options,
                                               IODebugContext* debug) {
  if (IOStatus status = permit(kMakeDirectoryCall, name); !status.ok()) return status;
  return target()->CreateDirIfMissing(name, options, debug);
}

IOStatus FailingFileSystem::DeleteFile(const std::string& name, const IOOptions& options, IODebugContext* debug) {
  if (IOStatus status = permit(kDeleteCall, name); !status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    files_.erase(name);
  }
  return target()->DeleteFile(name, options, debug);
}

}  // namespace basalt::engine
