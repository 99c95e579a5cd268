#include "engine/crc32c.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <string>

namespace basalt::engine {
namespace {

constexpr const char* kExtendSymbol = "_ZN7rocksdb6crc32c6ExtendEjPKcm";

uint32_t crc_of(std::string_view bytes) {
  Crc32c crc;
  crc.add(bytes);
  return crc.value();
}

// Vectors of RFC 3720, appendix B.4, and the usual check value.
TEST(Crc32c, IsCastagnolis) {
  EXPECT_EQ(crc_of(""), 0U);
  EXPECT_EQ(crc_of("123456789"), 0xe3069283U);
  EXPECT_EQ(crc_of(std::string(32, '\0')), 0x8a9136aaU);
  EXPECT_EQ(crc_of(std::string(32, '\xff')), 0x62a8ab43U);
}

TEST(Crc32c, IsThatOfTheLibraryForAnyLengthAndInAnyParts) {
  const auto library = reinterpret_cast<decltype(&rocksdb::crc32c::Extend)>(dlsym(RTLD_NEXT, kExtendSymbol));
  ASSERT_NE(library, nullptr);
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(crc_of(bytes), library(0, bytes.data(), bytes.size())) << i;
    Crc32c in_parts;
    const auto cut = static_cast<size_t>(i / 3);
    in_parts.add(std::string_view(bytes).substr(0, cut));
    in_parts.add(std::string_view(bytes).substr(cut));
    EXPECT_EQ(in_parts.value(), crc_of(bytes)) << i;
    bytes.push_back(static_cast<char>(i * 37));
  }
}

// Where the library's calls go, too: they are resolved as this look-up is.
TEST(Crc32c, IsWhatTheLibraryCalls) {
  EXPECT_EQ(dlsym(RTLD_DEFAULT, kExtendSymbol), reinterpret_cast<void*>(&rocksdb::crc32c::Extend));
}

}  // namespace
}  // namespace basalt::engine
