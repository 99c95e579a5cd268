// UpcomingKeys: the keys that a commit is about to insert, in their order, told to the memtables they go to.
//
// RocksDB gives a memtable one key at a time. Knowing those that follow, the memtable can look for the places of
// several at once, and wait for memory once instead of once for each (memtable_tree.h). A hint, nothing else: RocksDB
// may insert other keys in between, or none of these.
//
// Owned by the thread that commits, as long as it does; RocksDB calls memtables on that thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace basalt::engine {

class UpcomingKeys {
 public:
  // From here on of_this_thread() answers it.
  UpcomingKeys() : outer_(std::exchange(current(), this)) {}
  ~UpcomingKeys() { current() = outer_; }
  UpcomingKeys(const UpcomingKeys&) = delete;
  UpcomingKeys& operator=(const UpcomingKeys&) = delete;

  // The key must stay where it is until the commit is over.
  void add(uint32_t column_family, std::string_view key) { of(column_family).keys.push_back(key); }

  // The next keys of a column family, which are then over; none: there is nothing known of them.
  std::span<const std::string_view> take(uint32_t column_family, size_t at_most) {
    Family& family = of(column_family);
    const size_t begin = std::exchange(family.taken, std::min(family.taken + at_most, family.keys.size()));
    return std::span(family.keys).subspan(begin, family.taken - begin);
  }

  // Null: it does not commit.
  static UpcomingKeys* of_this_thread() { return current(); }

 private:
  struct Family {
    uint32_t id;
    std::vector<std::string_view> keys;
    size_t taken = 0;
  };

  static UpcomingKeys*& current() {
    thread_local UpcomingKeys* keys = nullptr;
    return keys;
  }
  Family& of(uint32_t id) {
    for (Family& family : families_) {
      if (family.id == id) return family;
    }
    return families_.emplace_back(Family{id, {}});
  }

  UpcomingKeys* const outer_;
  std::vector<Family> families_;  // few
};

}  // namespace basalt::engine
