#include "engine/crc32c.h"

#include <cstring>

#include "basalt/base/check.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif
#if !BASALT_ROCKSDB_IS_LINKED_IN
#include <dlfcn.h>
#endif

namespace basalt::engine {
namespace {

#if defined(__x86_64__)

bool has_instruction() { return __builtin_cpu_supports("sse4.2") != 0; }

__attribute__((target("sse4.2"))) uint32_t extend_by_instruction(uint32_t crc, const char* data, size_t size) {
  uint64_t state = ~crc;
  for (; size >= sizeof(uint64_t); size -= sizeof(uint64_t), data += sizeof(uint64_t)) {
    uint64_t word = 0;
    std::memcpy(&word, data, sizeof(word));
    state = _mm_crc32_u64(state, word);
  }
  auto last = static_cast<uint32_t>(state);
  for (; size > 0; --size, ++data) last = _mm_crc32_u8(last, static_cast<unsigned char>(*data));
  return ~last;
}

#else

bool has_instruction() { return false; }
uint32_t extend_by_instruction(uint32_t crc, const char*, size_t) { return crc; }

#endif

}  // namespace

#if BASALT_ROCKSDB_IS_LINKED_IN
extern "C" uint32_t basalt_library_crc32c_extend(uint32_t crc, const char* data, size_t size);
Crc32cExtend library_crc32c_extend() { return basalt_library_crc32c_extend; }
#else
Crc32cExtend library_crc32c_extend() {
  const auto extend = reinterpret_cast<Crc32cExtend>(dlsym(RTLD_NEXT, "_ZN7rocksdb6crc32c6ExtendEjPKcm"));
  CHECK(extend != nullptr);
  return extend;
}
#endif

}  // namespace basalt::engine

uint32_t rocksdb::crc32c::Extend(uint32_t crc, const char* data, size_t size) {
  using namespace basalt::engine;
  static const Crc32cExtend kExtend = has_instruction() ? extend_by_instruction : library_crc32c_extend();
  return kExtend(crc, data, size);
}
