// CRC-32C (Castagnoli), as RocksDB computes it over its files and over every record of its log.
//
// Debian's RocksDB looks it up in tables, at a ninth of the speed of the CPU's instruction for it: a tenth of what a
// batch of writes cost. So this program has a definition of its own of the function that RocksDB calls for it, which
// takes the place of the library's (cmake/Rocksdb.cmake).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rocksdb::crc32c {

// The CRC of bytes that follow those whose CRC is given; 0: they are the first. Any thread.
uint32_t Extend(uint32_t crc, const char* data, size_t size);

}  // namespace rocksdb::crc32c

namespace basalt::engine {

// The library's definition, behind this program's.
using Crc32cExtend = uint32_t (*)(uint32_t crc, const char* data, size_t size);
Crc32cExtend library_crc32c_extend();

// Of bytes that come in parts. Owned by one thread.
class Crc32c {
 public:
  void add(std::string_view bytes) { value_ = rocksdb::crc32c::Extend(value_, bytes.data(), bytes.size()); }
  uint32_t value() const { return value_; }

 private:
  uint32_t value_ = 0;
};

}  // namespace basalt::engine
