// ExpressionCache: parsed expressions by their text. Bounded by an estimate of its bytes; the least recently used go.
//
// Any thread. Split into shards by the text's hash, so that threads seldom meet at one lock, which is held for a
// look-up or an insertion and never while parsing.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "basalt/base/check.h"

namespace basalt::expression {

template <class Parsed>
class ExpressionCache {
 public:
  explicit ExpressionCache(size_t capacity_bytes) : shard_capacity_bytes_(capacity_bytes / kShards) {}

  std::shared_ptr<const Parsed> find(std::string_view text) {
    Shard& shard = shard_of(text);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.by_text.find(text);
    if (found == shard.by_text.end()) return nullptr;
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
    return found->second->parsed;
  }

  // Returns what the cache holds for text afterwards, which another thread may have put there first.
  std::shared_ptr<const Parsed> insert(std::string_view text, std::shared_ptr<const Parsed> parsed) {
    Shard& shard = shard_of(text);
    const std::lock_guard lock(shard.mutex);
    if (const auto found = shard.by_text.find(text); found != shard.by_text.end()) return found->second->parsed;
    shard.entries.push_front({std::string(text), std::move(parsed)});
    const Entry& entry = shard.entries.front();
    shard.by_text.emplace(entry.text, shard.entries.begin());
    shard.bytes += charge(entry.text);
    while (shard.bytes > shard_capacity_bytes_ && shard.entries.size() > 1) evict_last(shard);
    return shard.entries.front().parsed;
  }

  // Entries held, over all shards.
  size_t size() {
    size_t total = 0;
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      total += shard.entries.size();
    }
    return total;
  }

 private:
  static constexpr size_t kShards = 16;

  struct Entry {
    std::string text;
    std::shared_ptr<const Parsed> parsed;
  };
  struct Shard {
    std::mutex mutex;
    std::list<Entry> entries;                                                           // most recently used first
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> by_text;  // keys lie in entries
    size_t bytes = 0;
  };

  // A tree takes at most some 60 bytes for each byte of its text (a projection of one-letter names).
  static size_t charge(std::string_view text) { return 256 + 64 * text.size(); }

  static void evict_last(Shard& shard) {
    const Entry& last = shard.entries.back();
    shard.bytes -= charge(last.text);
    CHECK(shard.by_text.erase(last.text) == 1);
    shard.entries.pop_back();
  }

  Shard& shard_of(std::string_view text) { return shards_[std::hash<std::string_view>{}(text) % kShards]; }

  const size_t shard_capacity_bytes_;
  std::array<Shard, kShards> shards_;
};

}  // namespace basalt::expression
