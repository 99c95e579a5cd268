// StrongId: integers that cannot be swapped by accident (TableId where ShardId is meant does not compile).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace basalt {

template <class Tag>
struct StrongId {
  uint64_t value = 0;
  friend auto operator<=>(StrongId, StrongId) = default;
};

}  // namespace basalt

template <class Tag>
struct std::hash<basalt::StrongId<Tag>> {
  size_t operator()(basalt::StrongId<Tag> id) const noexcept { return std::hash<uint64_t>{}(id.value); }
};
