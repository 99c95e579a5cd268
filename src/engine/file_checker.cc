#include "engine/file_checker.h"

#include <rocksdb/options.h>
#include <rocksdb/sst_file_reader.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/crc32c.h"
#include "engine/data_directory.h"
#include "engine/log_file.h"
#include "engine/rocksdb_status.h"

namespace basalt::engine {
namespace {

constexpr size_t kReadBytes = size_t{1} << 20;
constexpr std::string_view kWholeFileChecksum = "FileChecksumCrc32c";  // as RocksDB calls it in the manifest

bool is_table(const std::string& name) { return name.ends_with(".sst"); }
bool is_log(const std::string& name) { return name.ends_with(".log") || name.starts_with("MANIFEST-"); }

uint32_t big_endian_u32(const std::string& bytes) {
  uint32_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<uint8_t>(byte);
  return value;
}

// RocksDB says "… offset 4096 size 812 …".
std::optional<uint64_t> offset_in(const std::string& text) {
  constexpr std::string_view kWord = "offset ";
  const size_t at = text.find(kWord);
  if (at == std::string::npos) return std::nullopt;
  uint64_t offset = 0;
  const char* const begin = text.data() + at + kWord.size();
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), offset);
  return error == std::errc() ? std::optional(offset) : std::nullopt;
}

}  // namespace

FileChecker::FileChecker(rocksdb::Env& env, std::string directory, const FileProgress& on_progress)
    : env_(env),
      directory_(std::move(directory)),
      database_(DataDirectory::database_path(directory_)),
      on_progress_(on_progress) {}

bool FileChecker::went_on(uint64_t bytes) {
  check_.bytes += bytes;
  if (check_.complete && on_progress_) check_.complete = on_progress_(check_.bytes, total_bytes_);
  return check_.complete;
}

EngineResult<std::vector<std::string>> FileChecker::children(bool (*wanted)(const std::string&)) const {
  std::vector<std::string> names;
  if (const auto status = env_.GetChildren(database_, &names); !status.ok()) {
    return Failure{translate(status, "list " + database_)};
  }
  std::erase_if(names, [&](const std::string& name) { return !wanted(name); });
  std::sort(names.begin(), names.end());
  for (std::string& name : names) name = database_ + "/" + name;
  return names;
}

EngineResult<void> FileChecker::expect(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    uint64_t bytes = 0;
    if (env_.GetFileSize(path, &bytes).ok()) total_bytes_ += bytes;
  }
  return {};
}

FileDamage FileChecker::damage_of_blocks(const std::string& path) const {
  rocksdb::Options options;
  options.env = &env_;
  rocksdb::SstFileReader reader(options);
  rocksdb::Status status = reader.Open(path);
  rocksdb::ReadOptions read;
  read.verify_checksums = true;
  read.fill_cache = false;
  read.readahead_size = kReadBytes;
  if (status.ok()) status = reader.VerifyChecksum(read);
  if (status.ok()) return {};
  std::string detail = status.ToString();
  const auto offset = offset_in(detail);
  return {path, offset, std::move(detail)};
}

EngineResult<bool> FileChecker::has_checksum(const std::string& path, const std::string& big_endian) {
  std::unique_ptr<rocksdb::SequentialFile> file;
  rocksdb::Status status = env_.NewSequentialFile(path, &file, rocksdb::EnvOptions());
  if (!status.ok()) return Failure{translate(status, "open " + path)};
  Crc32c crc;
  std::string buffer(kReadBytes, '\0');
  while (check_.complete) {
    rocksdb::Slice bytes;
    status = file->Read(buffer.size(), &bytes, buffer.data());
    if (!status.ok()) return Failure{translate(status, "read " + path)};
    if (bytes.empty()) return crc.value() == big_endian_u32(big_endian);
    crc.add({bytes.data(), bytes.size()});
    if (!went_on(bytes.size())) break;
  }
  return true;
}

EngineResult<void> FileChecker::check_tables(const std::vector<rocksdb::LiveFileMetaData>& tables,
                                             const std::function<bool(const std::string&)>& is_live) {
  for (const auto& table : tables) total_bytes_ += table.size;
  for (const auto& table : tables) {
    if (!check_.complete) return {};
    const std::string path = table.db_path + table.name;
    ++check_.files;
    const bool of_whole_file = table.file_checksum_func_name == kWholeFileChecksum;
    if (of_whole_file) {
      const auto holds = has_checksum(path, table.file_checksum);
      if (holds.ok() && *holds) continue;
      if (!holds.ok() && env_.FileExists(path).ok()) return Failure{holds.error()};
    }
    FileDamage damage = damage_of_blocks(path);
    if (!of_whole_file) went_on(table.size);
    if (damage.detail.empty() && !of_whole_file) continue;
    if (!is_live(table.name)) continue;
    if (damage.detail.empty()) damage = {path, std::nullopt, "the file's checksum does not hold"};
    report(std::move(damage));
  }
  return {};
}

EngineResult<void> FileChecker::check_all_tables() {
  const auto paths = TRY(children(is_table));
  TRY(expect(paths));
  for (const std::string& path : paths) {
    if (!check_.complete) return {};
    ++check_.files;
    uint64_t bytes = 0;
    static_cast<void>(env_.GetFileSize(path, &bytes));
    if (FileDamage damage = damage_of_blocks(path); !damage.detail.empty()) report(std::move(damage));
    went_on(bytes);
  }
  return {};
}

EngineResult<void> FileChecker::check_logs() {
  const auto paths = TRY(children(is_log));
  TRY(expect(paths));
  for (const std::string& path : paths) {
    if (!check_.complete) return {};
    auto checked = check_log_file(env_, path, [this](uint64_t bytes) { return went_on(bytes); });
    if (!checked.ok()) {
      if (!env_.FileExists(path).ok()) continue;  // no longer needed
      return Failure{checked.error()};
    }
    ++check_.files;
    if (checked->damage) report(*std::move(checked->damage));
  }
  return {};
}

EngineResult<void> FileChecker::check_names() {
  ++check_.files;
  if (const auto checked = DataDirectory::check(env_, directory_); !checked.ok()) {
    // Without it, this is no data directory of ours.
    if (!env_.FileExists(directory_ + "/FORMAT").ok()) return Failure{checked.error()};
    report({directory_ + "/FORMAT", 0, checked.error().detail});
  }
  ++check_.files;
  const std::string current = database_ + "/CURRENT";
  std::string text;
  for (int attempt = 0; attempt < 2; ++attempt) {  // the manifest may change just now
    if (const auto status = rocksdb::ReadFileToString(&env_, current, &text); !status.ok()) {
      report({current, std::nullopt, status.ToString()});
      return {};
    }
    const bool is_name = text.starts_with("MANIFEST-") && text.ends_with('\n');
    if (is_name && env_.FileExists(database_ + "/" + text.substr(0, text.size() - 1)).ok()) return {};
  }
  report({current, 0, "it does not name a manifest"});
  return {};
}

}  // namespace basalt::engine
