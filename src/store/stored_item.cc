#include "store/stored_item.h"

#include "basalt/base/check.h"
#include "basalt/keys/key_layout.h"

namespace basalt::store {

void append_u32(uint32_t value, std::string& out) {
  const char bytes[] = {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
                        static_cast<char>(value)};
  out.append(bytes, sizeof(bytes));
}

uint32_t read_u32(std::string_view bytes) {
  CHECK(bytes.size() >= 4);
  const auto byte = [&](size_t index) { return static_cast<uint32_t>(static_cast<unsigned char>(bytes[index])); };
  return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

void write_stored_item(uint64_t timestamp, size_t item_size, std::string_view item, std::string& out) {
  out.clear();
  out.reserve(kStoredItemPrefixSize + item.size());
  out.push_back(kStoredItemVersion);
  keys::append_u64(timestamp, out);
  append_u32(static_cast<uint32_t>(item_size), out);
  out.append(item);
}

}  // namespace basalt::store
