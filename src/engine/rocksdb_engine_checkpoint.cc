#include <rocksdb/utilities/checkpoint.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/rocksdb_engine_impl.h"
#include "engine/rocksdb_status.h"

namespace basalt::engine {
namespace {

constexpr size_t kCopyBytes = size_t{1} << 20;

rocksdb::Status copy_file(rocksdb::Env& from_env, const std::string& from, rocksdb::Env& to_env,
                          const std::string& to) {
  std::unique_ptr<rocksdb::SequentialFile> source;
  rocksdb::Status status = from_env.NewSequentialFile(from, &source, rocksdb::EnvOptions());
  if (!status.ok()) return status;
  std::unique_ptr<rocksdb::WritableFile> target;
  status = to_env.NewWritableFile(to, &target, rocksdb::EnvOptions());
  std::string buffer(kCopyBytes, '\0');
  while (status.ok()) {
    rocksdb::Slice bytes;
    status = source->Read(buffer.size(), &bytes, buffer.data());
    if (status.ok() && bytes.empty()) break;
    if (status.ok()) status = target->Append(bytes);
  }
  if (status.ok()) status = target->Sync();
  if (status.ok()) status = target->Close();
  return status;
}

}  // namespace

EngineResult<void> RocksdbEngine::checkpoint(const std::string& directory) {
  rocksdb::Env& disk = options_.in_memory ? *rocksdb::Env::Default() : *env_;
  const std::lock_guard one_at_a_time(checkpoint_mutex_);
  TRY(DataDirectory::create_empty(disk, directory));
  rocksdb::Checkpoint* created = nullptr;
  rocksdb::Status status = rocksdb::Checkpoint::Create(db_.get(), &created);
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(created);
  // In memory the copy is first made there, where it shares its tables, and then moved to the disk.
  const std::string path = options_.in_memory ? "/checkpoint" : DataDirectory::database_path(directory);
  if (status.ok()) status = checkpoint->CreateCheckpoint(path);
  if (!status.ok()) return Failure{translate(status, "checkpoint to " + directory)};
  if (options_.in_memory) TRY(copy_to_disk(path, DataDirectory::database_path(directory)));
  return DataDirectory::write_format(disk, directory);
}

EngineResult<void> RocksdbEngine::copy_to_disk(const std::string& from, const std::string& to) {
  rocksdb::Env& disk = *rocksdb::Env::Default();
  std::vector<std::string> names;
  rocksdb::Status status = disk.CreateDirIfMissing(to);
  if (status.ok()) status = memory_env_->GetChildren(from, &names);
  for (const std::string& name : names) {
    if (status.ok()) status = copy_file(*memory_env_, from + "/" + name, disk, to + "/" + name);
    static_cast<void>(memory_env_->DeleteFile(from + "/" + name));
  }
  static_cast<void>(memory_env_->DeleteDir(from));
  std::unique_ptr<rocksdb::Directory> made;
  if (status.ok()) status = disk.NewDirectory(to, &made);
  if (status.ok()) status = made->Fsync();
  if (status.ok()) return {};
  return Failure{translate(status, "copy the checkpoint to " + to)};
}

}  // namespace basalt::engine
