#include "engine/crc32c.h"

#include <dlfcn.h>

#include <cstring>

#include "basalt/base/check.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace basalt::engine {
namespace {

using Extend = uint32_t (*)(uint32_t crc, const char* data, size_t size);

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

// The library's own: the definition behind this program's.
Extend library_extend() {
  const auto extend = reinterpret_cast<Extend>(dlsym(RTLD_NEXT, "_ZN7rocksdb6crc32c6ExtendEjPKcm"));
  CHECK(extend != nullptr);
  return extend;
}

}  // namespace
}  // namespace basalt::engine

uint32_t rocksdb::crc32c::Extend(uint32_t crc, const char* data, size_t size) {
  using basalt::engine::Extend;
  static const Extend kExtend =
      basalt::engine::has_instruction() ? basalt::engine::extend_by_instruction : basalt::engine::library_extend();
  return kExtend(crc, data, size);
}
