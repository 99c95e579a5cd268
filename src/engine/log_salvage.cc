// salvage_log: how a write-ahead log is cut off before its damage.
//
// The order is what makes it safe to be killed: first a durable copy of the damaged log, then the later logs are put
// aside, the last of them first, and only then is the damaged one cut. Until that last step the damage is still there,
// so the next call finds it again and goes on.
#include <fcntl.h>
#include <rocksdb/env.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "basalt/base/fault_point.h"
#include "basalt/engine/rocksdb_engine.h"
#include "engine/data_directory.h"
#include "engine/log_file.h"
#include "engine/log_salvage.h"
#include "engine/rocksdb_status.h"

namespace basalt::engine {
namespace {

constexpr int kMaxCopies = 1000;

class LogSalvage {
 public:
  LogSalvage(rocksdb::Env& env, std::string database) : env_(env), database_(std::move(database)) {}

  EngineResult<std::optional<SalvagedLog>> run(bool only_torn_end) {
    const std::vector<std::string> logs = TRY(logs_in_order());
    for (size_t i = 0; i < logs.size(); ++i) {
      auto checked = TRY(check_log_file(env_, logs[i], [](uint64_t) { return true; }));
      if (!checked.damage) continue;
      if (only_torn_end && !TRY(is_torn_end(std::span(logs).subspan(i), checked.whole_bytes))) break;
      salvaged_.damage = *std::move(checked.damage);
      TRY(cut(logs[i], checked.whole_bytes, std::span(logs).subspan(i + 1)));
      return std::optional(std::move(salvaged_));
    }
    return std::optional<SalvagedLog>();
  }

 private:
  EngineResult<void> succeed(const rocksdb::Status& status, const std::string& doing) const {
    if (status.ok()) return {};
    return Failure{translate(status, doing)};
  }

  // Of the damaged log and those after it.
  EngineResult<bool> is_torn_end(std::span<const std::string> logs, uint64_t whole_bytes) const {
    for (const std::string& later : logs.subspan(1)) {
      uint64_t bytes = 0;
      TRY(succeed(env_.GetFileSize(later, &bytes), "look at " + later));
      if (bytes > 0) return false;
    }
    return !TRY(has_record_behind(env_, logs.front(), whole_bytes));
  }

  // Names are numbers of at least six digits, so the longer is the later.
  EngineResult<std::vector<std::string>> logs_in_order() const {
    std::vector<std::string> names;
    TRY(succeed(env_.GetChildren(database_, &names), "list " + database_));
    std::erase_if(names, [](const std::string& name) { return !name.ends_with(".log"); });
    std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
      return std::pair(a.size(), a) < std::pair(b.size(), b);
    });
    for (std::string& name : names) name = database_ + "/" + name;
    return names;
  }

  EngineResult<void> cut(const std::string& damaged, uint64_t keep_bytes, std::span<const std::string> later) {
    uint64_t bytes = 0;
    TRY(succeed(env_.GetFileSize(damaged, &bytes), "look at " + damaged));
    salvaged_.dropped_bytes = bytes - std::min(bytes, keep_bytes);
    const std::string copy = TRY(free_name(damaged));
    TRY(copy_durably(damaged, copy));
    salvaged_.copies.push_back(copy);
    FAULT_POINT("engine.salvage.after_copy");
    for (auto log = later.rbegin(); log != later.rend(); ++log) TRY(put_aside(*log));
    TRY(sync_directory());
    FAULT_POINT("engine.salvage.before_cut");
    return truncate(damaged, keep_bytes);
  }

  // Beside the log, where RocksDB does not take it for one.
  EngineResult<std::string> free_name(const std::string& log) const {
    for (int number = 1; number < kMaxCopies; ++number) {
      std::string name = log + ".damaged" + (number == 1 ? "" : "-" + std::to_string(number));
      if (!env_.FileExists(name).ok()) return name;
    }
    return Failure{Error{ErrorCode::kInvalid, "There are too many copies of " + log + "; move them away."}};
  }

  EngineResult<void> copy_durably(const std::string& from, const std::string& to) const {
    std::string bytes;
    TRY(succeed(rocksdb::ReadFileToString(&env_, from, &bytes), "read " + from));
    const std::string unfinished = to + ".tmp";
    TRY(succeed(rocksdb::WriteStringToFile(&env_, bytes, unfinished, true), "write " + unfinished));
    TRY(succeed(env_.RenameFile(unfinished, to), "rename " + unfinished));
    return sync_directory();
  }

  EngineResult<void> put_aside(const std::string& log) {
    uint64_t bytes = 0;
    TRY(succeed(env_.GetFileSize(log, &bytes), "look at " + log));
    const std::string aside = TRY(free_name(log));
    TRY(succeed(env_.RenameFile(log, aside), "rename " + log));
    salvaged_.dropped_bytes += bytes;
    salvaged_.copies.push_back(aside);
    return {};
  }

  EngineResult<void> truncate(const std::string& log, uint64_t bytes) const {
    const auto failed = [&] {
      return Failure{Error{ErrorCode::kIo, "cut " + log + ": " + std::system_category().message(errno)}};
    };
    const int fd = ::open(log.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return failed();
    const bool cut = ::ftruncate(fd, static_cast<off_t>(bytes)) == 0 && ::fsync(fd) == 0;
    const int error = errno;
    ::close(fd);
    errno = error;
    if (!cut) return failed();
    return {};
  }

  EngineResult<void> sync_directory() const {
    std::unique_ptr<rocksdb::Directory> directory;
    TRY(succeed(env_.NewDirectory(database_, &directory), "open " + database_));
    return succeed(directory->Fsync(), "sync " + database_);
  }

  rocksdb::Env& env_;
  const std::string database_;
  SalvagedLog salvaged_;
};

}  // namespace

EngineResult<std::optional<SalvagedLog>> salvage_log(const RocksdbOptions& options) {
  rocksdb::Env& env = options.env ? *options.env : *rocksdb::Env::Default();
  TRY(DataDirectory::check(env, options.directory));
  const DataDirectory directory = TRY(DataDirectory::acquire(env, options.directory));
  return LogSalvage(env, DataDirectory::database_path(options.directory)).run(false);
}

EngineResult<std::optional<SalvagedLog>> cut_torn_end(rocksdb::Env& env, const std::string& database) {
  return LogSalvage(env, database).run(true);
}

}  // namespace basalt::engine
