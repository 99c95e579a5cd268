// LruCache: values by their key, bounded by what they take; the least recently used go.
//
// Any thread. Split into shards by the key's hash, so that threads seldom meet at one lock, which is held for a look-up
// or an insertion and never while a value is made or destroyed. What was found stays alive for its finder.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "basalt/base/check.h"

namespace basalt {

template <class Value>
class LruCache {
 public:
  // Each shard holds an equal part of the capacity. shards: at least 1.
  LruCache(size_t capacity_bytes, size_t shards) : shard_capacity_bytes_(capacity_bytes / shards), shards_(shards) {}

  // Null: not there.
  std::shared_ptr<const Value> find(std::string_view key) {
    const Place place(key);
    Shard& shard = shard_of(place);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.by_key.find(place);
    if (found == shard.by_key.end()) return nullptr;
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
    return found->second->value;
  }

  // In place of what the key had. bytes: of the value; the key and the entry are added here. What would take more than
  // most_bytes() is not kept.
  void put(std::string_view key, std::shared_ptr<const Value> value, size_t bytes) {
    std::list<Entry> gone;  // ends after the lock
    const Place place(key);
    Shard& shard = shard_of(place);
    const size_t charge = bytes + key.size() + kEntryBytes;
    const std::lock_guard lock(shard.mutex);
    if (const auto found = shard.by_key.find(place); found != shard.by_key.end()) remove(shard, found->second, gone);
    if (charge > shard_capacity_bytes_) return;
    shard.entries.push_front({std::string(key), std::move(value), charge});
    shard.by_key.emplace(Place(shard.entries.front().key, place.hash), shard.entries.begin());
    shard.bytes += charge;
    while (shard.bytes > shard_capacity_bytes_) remove(shard, std::prev(shard.entries.end()), gone);
  }

  size_t most_bytes() const { return shard_capacity_bytes_; }
  // Entries held, and what they take.
  size_t size() {
    return sum([](const Shard& shard) { return shard.entries.size(); });
  }
  size_t bytes() {
    return sum([](const Shard& shard) { return shard.bytes; });
  }

 private:
  // Nodes of the list and of the table, and what the allocator adds.
  static constexpr size_t kEntryBytes = 192;

  struct Entry {
    std::string key;
    std::shared_ptr<const Value> value;
    size_t charge;
  };
  using Position = typename std::list<Entry>::iterator;

  // A key with its hash, which picks the shard and then the bucket.
  struct Place {
    explicit Place(std::string_view of) : Place(of, std::hash<std::string_view>{}(of)) {}
    Place(std::string_view of, size_t its_hash) : key(of), hash(its_hash) {}
    bool operator==(const Place& other) const { return hash == other.hash && key == other.key; }
    std::string_view key;
    size_t hash;
  };
  struct HashOfPlace {
    size_t operator()(const Place& place) const { return place.hash; }
  };

  struct Shard {
    std::mutex mutex;
    std::list<Entry> entries;                                 // most recently used first
    std::unordered_map<Place, Position, HashOfPlace> by_key;  // keys lie in entries
    size_t bytes = 0;
  };

  // The table's buckets go by the low bits.
  Shard& shard_of(const Place& place) { return shards_[(place.hash >> 32) % shards_.size()]; }

  static void remove(Shard& shard, Position entry, std::list<Entry>& gone) {
    shard.bytes -= entry->charge;
    CHECK(shard.by_key.erase(Place(entry->key)) == 1);
    gone.splice(gone.begin(), shard.entries, entry);
  }

  template <class Of>
  size_t sum(Of&& of) {
    size_t total = 0;
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      total += of(shard);
    }
    return total;
  }

  const size_t shard_capacity_bytes_;
  std::vector<Shard> shards_;
};

}  // namespace basalt
