// CRC-32C (Castagnoli), as RocksDB computes it over its files.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace rocksdb {
class FileChecksumGenerator;
}

namespace basalt::engine {

// Of bytes that come in parts. Owned by one thread.
class Crc32c {
 public:
  Crc32c();
  ~Crc32c();
  void add(std::string_view bytes);
  // Once, at the end.
  uint32_t value();

 private:
  std::unique_ptr<rocksdb::FileChecksumGenerator> generator_;
};

}  // namespace basalt::engine
