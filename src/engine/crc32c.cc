#include "engine/crc32c.h"

#include <rocksdb/file_checksum.h>

#include <string>

#include "basalt/base/check.h"

namespace basalt::engine {

Crc32c::Crc32c()
    : generator_(
          rocksdb::GetFileChecksumGenCrc32cFactory()->CreateFileChecksumGenerator(rocksdb::FileChecksumGenContext{})) {}

Crc32c::~Crc32c() = default;

void Crc32c::add(std::string_view bytes) { generator_->Update(bytes.data(), bytes.size()); }

uint32_t Crc32c::value() {
  generator_->Finalize();
  const std::string big_endian = generator_->GetChecksum();
  CHECK(big_endian.size() == 4);
  uint32_t value = 0;
  for (const char byte : big_endian) value = value << 8 | static_cast<uint8_t>(byte);
  return value;
}

}  // namespace basalt::engine
