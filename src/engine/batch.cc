#include <limits>

#include "basalt/base/check.h"
#include "basalt/engine/storage_engine.h"

namespace basalt::engine {

void Batch::append(Kind kind, KeySpace space, std::string_view first, std::string_view second) {
  CHECK(arena_.size() + first.size() + second.size() <= std::numeric_limits<uint32_t>::max());
  const auto begin = static_cast<uint32_t>(arena_.size());
  const auto first_size = static_cast<uint32_t>(first.size());
  arena_.append(first).append(second);
  entries_.push_back({kind, space, begin, first_size, begin + first_size, static_cast<uint32_t>(second.size())});
}

void Batch::put(KeySpace space, std::string_view key, std::string_view value) { append(Kind::kPut, space, key, value); }

void Batch::erase(KeySpace space, std::string_view key) { append(Kind::kErase, space, key, {}); }

void Batch::erase_range(KeySpace space, std::string_view begin, std::string_view end) {
  CHECK(!end.empty());
  append(Kind::kEraseRange, space, begin, end);
}

void Batch::reserve(size_t operations, size_t bytes) {
  entries_.reserve(operations);
  arena_.reserve(bytes);
}

void Batch::clear() {
  arena_.clear();
  entries_.clear();
  checks_.clear();
}

Batch::Operation Batch::operation(size_t index) const {
  CHECK(index < entries_.size());
  const Entry& entry = entries_[index];
  const std::string_view arena = arena_;
  return {entry.kind, entry.space, arena.substr(entry.key_begin, entry.key_size),
          arena.substr(entry.value_begin, entry.value_size)};
}

}  // namespace basalt::engine
