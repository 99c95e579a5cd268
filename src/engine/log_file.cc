#include "engine/log_file.h"

#include <rocksdb/env.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "engine/crc32c.h"
#include "engine/rocksdb_status.h"

namespace basalt::engine {
namespace {

constexpr size_t kBlockBytes = 32768;
constexpr size_t kHeaderBytes = 7;
constexpr int kSizeBits = 16;

enum PieceType : uint8_t { kUnwritten = 0, kWhole = 1, kFirst = 2, kMiddle = 3, kLast = 4 };

uint32_t little_endian(std::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = bytes.size(); i > 0; --i) value = value << 8 | static_cast<uint8_t>(bytes[i - 1]);
  return value;
}

// RocksDB stores checksums of data that may itself hold checksums in this disguise.
uint32_t masked(uint32_t crc) { return ((crc >> 15) | (crc << 17)) + 0xa282ead8U; }

bool is_all_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

// One piece at the start of what is left of a block.
struct Piece {
  explicit Piece(std::string_view left)
      : crc(little_endian(left.substr(0, 4))),
        size(little_endian(left.substr(4, 2))),
        type(static_cast<uint8_t>(left[6])),
        block(left) {}

  bool is_whole() const { return kHeaderBytes + size <= block.size(); }
  bool holds(size_t with_size) const {
    Crc32c of_piece;
    of_piece.add(block.substr(6, 1 + with_size));
    return masked(of_piece.value()) == crc;
  }
  // Whether a size with one bit changed makes it whole and sound. A piece that a crash cut off never becomes so.
  bool has_wrong_size() const {
    for (int bit = 0; bit < kSizeBits; ++bit) {
      const size_t other = size ^ (size_t{1} << bit);
      if (kHeaderBytes + other <= block.size() && holds(other)) return true;
    }
    return false;
  }

  uint32_t crc;
  size_t size;
  uint8_t type;
  std::string_view block;
};

class LogFileChecker {
 public:
  explicit LogFileChecker(std::string path) : path_(std::move(path)) {}

  // False at the end of what can be read: damage, or a record that is not finished.
  bool read_block(std::string_view block) {
    const bool last = block.size() < kBlockBytes;
    const uint64_t begin = check_.bytes;
    check_.bytes += block.size();
    size_t at = 0;
    while (kBlockBytes - at >= kHeaderBytes) {
      const std::string_view left = block.substr(at);
      if (left.size() < kHeaderBytes) return false;  // the file ends here
      const Piece piece(left);
      if (piece.type == kUnwritten && piece.size == 0 && last && is_all_zero(left)) return false;
      if (!piece.is_whole() && last && at + kHeaderBytes + piece.size <= kBlockBytes && !piece.has_wrong_size()) {
        return false;
      }
      if (!accept(piece, begin + at)) return false;
      at += kHeaderBytes + piece.size;
      if (!in_record_) {
        check_.whole_bytes = begin + at;
        ++check_.whole_records;
      }
    }
    if (is_all_zero(block.substr(std::min(at, block.size())))) return true;
    return damaged(begin + at, "the padding of a block is not empty");
  }

  LogFileCheck take() { return std::move(check_); }

 private:
  bool accept(const Piece& piece, uint64_t offset) {
    if (!piece.is_whole()) return damaged(offset, "a record's size leads beyond its block");
    if (!piece.holds(piece.size)) return damaged(offset, "a record's checksum does not hold");
    const bool begins = piece.type == kWhole || piece.type == kFirst;
    const bool known = begins || piece.type == kMiddle || piece.type == kLast;
    if (!known || begins == in_record_) return damaged(offset, "a record is of an unknown kind or out of order");
    in_record_ = piece.type == kFirst || piece.type == kMiddle;
    return true;
  }

  bool damaged(uint64_t offset, std::string detail) {
    check_.damage = FileDamage{path_, offset, std::move(detail)};
    return false;
  }

  const std::string path_;
  LogFileCheck check_;
  bool in_record_ = false;
};

// Sizes cannot be trusted behind damage, so every byte may be the first of a piece.
bool has_record(std::string_view block, size_t from) {
  for (size_t at = from; at + kHeaderBytes <= block.size(); ++at) {
    const Piece piece(block.substr(at));
    const bool begins = piece.type == kWhole || piece.type == kFirst;
    if (begins && piece.is_whole() && piece.holds(piece.size)) return true;
  }
  return false;
}

}  // namespace

EngineResult<bool> has_record_behind(rocksdb::Env& env, const std::string& path, uint64_t whole_bytes) {
  uint64_t block_begin = whole_bytes / kBlockBytes * kBlockBytes;
  // No record begins in the padding of a block.
  if (block_begin + kBlockBytes - whole_bytes < kHeaderBytes) whole_bytes = block_begin += kBlockBytes;
  std::unique_ptr<rocksdb::SequentialFile> file;
  rocksdb::Status status = env.NewSequentialFile(path, &file, rocksdb::EnvOptions());
  if (status.ok()) status = file->Skip(block_begin);
  std::string buffer(kBlockBytes, '\0');
  size_t from = static_cast<size_t>(whole_bytes - block_begin) + 1;
  while (status.ok()) {
    rocksdb::Slice block;
    status = file->Read(buffer.size(), &block, buffer.data());
    if (status.ok() && block.empty()) return false;
    if (status.ok() && has_record({block.data(), block.size()}, from)) return true;
    from = 0;
  }
  return Failure{translate(status, "read " + path)};
}

EngineResult<LogFileCheck> check_log_file(rocksdb::Env& env, const std::string& path,
                                          const std::function<bool(uint64_t)>& on_bytes) {
  std::unique_ptr<rocksdb::SequentialFile> file;
  rocksdb::Status status = env.NewSequentialFile(path, &file, rocksdb::EnvOptions());
  if (!status.ok()) return Failure{translate(status, "open " + path)};
  LogFileChecker checker(path);
  std::string buffer(kBlockBytes, '\0');
  while (true) {
    rocksdb::Slice block;
    status = file->Read(buffer.size(), &block, buffer.data());
    if (!status.ok()) return Failure{translate(status, "read " + path)};
    if (block.empty()) break;
    const bool go_on = on_bytes(block.size());
    if (!checker.read_block({block.data(), block.size()}) || !go_on) break;
  }
  return checker.take();
}

}  // namespace basalt::engine
