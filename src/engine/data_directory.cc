#include "engine/data_directory.h"

#include <fcntl.h>
#include <rocksdb/env.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "basalt/base/fault_point.h"
#include "engine/rocksdb_status.h"

namespace basalt::engine {
namespace {

constexpr std::string_view kFormatPrefix = "basalt-format ";
constexpr std::string_view kEngineLine = "engine rocksdb\n";

std::string format_path(const std::string& path) { return path + "/FORMAT"; }

EngineResult<void> succeed(const rocksdb::Status& status, const std::string& doing) {
  if (status.ok()) return {};
  return Failure{translate(status, doing)};
}

EngineResult<void> sync_directory(rocksdb::Env& env, const std::string& path) {
  std::unique_ptr<rocksdb::Directory> directory;
  TRY(succeed(env.NewDirectory(path, &directory), "open directory " + path));
  return succeed(directory->Fsync(), "sync directory " + path);
}

// Creates path and what is missing above it, each made durable in its parent.
EngineResult<void> create_directories(rocksdb::Env& env, const std::string& path) {
  for (size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string part = path.substr(0, end);
    if (!env.FileExists(part).ok()) {
      TRY(succeed(env.CreateDirIfMissing(part), "create directory " + part));
      const size_t slash = part.rfind('/');
      TRY(sync_directory(env, slash == std::string::npos ? "." : slash == 0 ? "/" : part.substr(0, slash)));
    }
    if (end == std::string::npos) return {};
  }
}

// Names in the directory that are not ours to mind: our own lock and a FORMAT that a crash left unfinished, and
// what a file system puts at the root of a fresh volume.
bool is_ignored(std::string_view name) {
  constexpr std::array<std::string_view, 5> kIgnored = {".", "..", "LOCK", "FORMAT.tmp", "lost+found"};
  return std::find(kIgnored.begin(), kIgnored.end(), name) != kIgnored.end();
}

EngineResult<std::optional<std::string>> first_content(rocksdb::Env& env, const std::string& path) {
  std::vector<std::string> names;
  TRY(succeed(env.GetChildren(path, &names), "list directory " + path));
  for (std::string& name : names) {
    if (!is_ignored(name)) return std::optional(std::move(name));
  }
  return std::optional<std::string>();
}

Failure<Error> foreign(const std::string& path, const std::string& why) {
  return Failure{Error{ErrorCode::kInvalid, "The directory " + path + " is not a Basalt data directory (" + why +
                                                "). Name an empty or new directory."}};
}

EngineResult<void> check_format(const std::string& path, std::string_view text) {
  if (!text.starts_with(kFormatPrefix)) return foreign(path, "its FORMAT file has unknown contents");
  text.remove_prefix(kFormatPrefix.size());
  int version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc{} || version < 1) return foreign(path, "its FORMAT file has no version");
  if (version < kDataFormat) {
    return Failure{
        Error{ErrorCode::kInvalid,
              "The data directory " + path + " was written by a version of Basalt before the first release (format " +
                  std::to_string(version) + "), which kept no rows for indexes. Name an empty or new directory."}};
  }
  if (version > kDataFormat) {
    return Failure{Error{ErrorCode::kNewerFormat,
                         "The data directory " + path + " was written by a newer version of Basalt (format " +
                             std::to_string(version) + "; this version reads up to " + std::to_string(kDataFormat) +
                             "). Use that version or a later one."}};
  }
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  if (text != "\n" + std::string(kEngineLine)) return foreign(path, "its FORMAT file names another engine");
  return {};
}

// What there is before anything is created: refuses what is not ours without leaving a trace in it.
enum class Contents { kNothing, kOurs };
EngineResult<Contents> examine(rocksdb::Env& env, const std::string& path) {
  if (!env.FileExists(path).ok()) return Contents::kNothing;
  const std::optional<std::string> content = TRY(first_content(env, path));
  if (!content) return Contents::kNothing;
  if (!env.FileExists(format_path(path)).ok()) return foreign(path, "it holds " + *content + " and no FORMAT file");
  std::string text;
  TRY(succeed(rocksdb::ReadFileToString(&env, format_path(path), &text), "read " + format_path(path)));
  TRY(check_format(path, text));
  return Contents::kOurs;
}

// flock rather than RocksDB's own lock: it tells "held by another" from every other failure.
enum class LockKind { kExclusive, kShared };
EngineResult<int> lock_directory(const std::string& path, LockKind kind) {
  const std::string name = path + "/LOCK";
  const bool exclusive = kind == LockKind::kExclusive;
  const int fd = ::open(name.c_str(), (exclusive ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0644);
  if (fd < 0) {
    if (!exclusive && errno == ENOENT) return -1;  // nobody ever opened it: a checkpoint
    return Failure{Error{ErrorCode::kIo, "open " + name + ": " + std::system_category().message(errno)}};
  }
  if (::flock(fd, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return fd;
  const int error = errno;
  ::close(fd);
  if (error == EWOULDBLOCK) {
    return Failure{Error{ErrorCode::kLocked, "The data directory " + path +
                                                 " is in use by another Basalt process. Stop it first, or name "
                                                 "another directory."}};
  }
  return Failure{Error{ErrorCode::kIo, "lock " + name + ": " + std::system_category().message(error)}};
}

}  // namespace

EngineResult<DataDirectory> DataDirectory::acquire(rocksdb::Env& env, const std::string& path) {
  if (path.empty()) return Failure{Error{ErrorCode::kInvalid, "No data directory is named."}};
  TRY(examine(env, path));
  TRY(create_directories(env, path));
  DataDirectory directory(TRY(lock_directory(path, LockKind::kExclusive)));
  // Again, now that nobody else can be creating it.
  if (TRY(examine(env, path)) == Contents::kNothing) TRY(write_format(env, path));
  return directory;
}

EngineResult<DataDirectory> DataDirectory::share(rocksdb::Env& env, const std::string& path) {
  if (path.empty()) return Failure{Error{ErrorCode::kInvalid, "No data directory is named."}};
  if (!env.FileExists(path).ok()) {
    return Failure{Error{ErrorCode::kInvalid, "There is no data directory " + path + "."}};
  }
  return DataDirectory(TRY(lock_directory(path, LockKind::kShared)));
}

EngineResult<void> DataDirectory::check(rocksdb::Env& env, const std::string& path) {
  if (TRY(examine(env, path)) == Contents::kOurs) return {};
  return Failure{Error{ErrorCode::kInvalid, "There is no data directory " + path + "."}};
}

EngineResult<void> DataDirectory::write_format(rocksdb::Env& env, const std::string& path) {
  const std::string text = std::string(kFormatPrefix) + std::to_string(kDataFormat) + "\n" + std::string(kEngineLine);
  const std::string unfinished = path + "/FORMAT.tmp";
  TRY(succeed(rocksdb::WriteStringToFile(&env, text, unfinished, true), "write " + unfinished));
  FAULT_POINT("engine.format.before_rename");
  TRY(succeed(env.RenameFile(unfinished, format_path(path)), "rename " + unfinished));
  FAULT_POINT("engine.format.after_rename");
  return sync_directory(env, path);
}

EngineResult<void> DataDirectory::create_empty(rocksdb::Env& env, const std::string& path) {
  TRY(create_directories(env, path));
  const std::optional<std::string> content = TRY(first_content(env, path));
  if (!content) return {};
  return Failure{Error{ErrorCode::kInvalid, "The directory " + path + " is not empty (it holds " + *content + ")."}};
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept : lock_fd_(std::exchange(other.lock_fd_, -1)) {}

DataDirectory& DataDirectory::operator=(DataDirectory&& other) noexcept {
  std::swap(lock_fd_, other.lock_fd_);
  return *this;
}

DataDirectory::~DataDirectory() {
  // LOCK stays: removing it would let two processes lock two files of that name.
  if (lock_fd_ >= 0) ::close(lock_fd_);
}

}  // namespace basalt::engine
