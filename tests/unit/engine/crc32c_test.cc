#include "engine/crc32c.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <string>

namespace basalt::engine {
namespace {

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
  const Crc32cExtend library = library_crc32c_extend();
  ASSERT_NE(library, &rocksdb::crc32c::Extend);
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

// Where a shared library's calls go, too: they are resolved as this look-up is.
TEST(Crc32c, IsWhatTheLibraryCalls) {
  void* const called = dlsym(RTLD_DEFAULT, "_ZN7rocksdb6crc32c6ExtendEjPKcm");
  if (called == nullptr) GTEST_SKIP() << "the library is linked in: there is only one of that name";
  EXPECT_EQ(called, reinterpret_cast<void*>(&rocksdb::crc32c::Extend));
}

}  // namespace
}  // namespace basalt::engine
