#include "engine/memtable_tree.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/key_word.h"
#include "engine/memtable_tree_node.h"

namespace basalt::engine {
namespace {

constexpr size_t kTrailerSize = 8;
// Entries that a cursor takes with it from where it was put: a point read wants one, a scan comes back for the rest.
constexpr unsigned kFirstRun = 2;
constexpr unsigned kPrefetchDistance = 8;

uint64_t trailer_of(std::string_view internal_key) {
  uint64_t value;
  std::memcpy(&value, internal_key.data() + internal_key.size() - kTrailerSize, sizeof(value));
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

std::string_view internal_key_of(const char* entry) {
  uint32_t size = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*entry++);
    size |= static_cast<uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return {entry, size};
  }
}

// Its key, and what is soon to be read of its value.
void prefetch_entry(const char* entry) {
  __builtin_prefetch(entry);
  __builtin_prefetch(entry + kCacheLine);
}

// Copies a leaf's slots from `begin` to `end`, which the caller read since it began to read the leaf.
void copy_slots(const std::array<std::atomic<const char*>, MemtableTree::kSlots>& slots, unsigned begin, unsigned end,
                std::array<const char*, MemtableTree::kSlots>& entries) {
  for (unsigned slot = begin; slot < end; ++slot) entries[slot - begin] = slots[slot].load(std::memory_order_acquire);
}

}  // namespace

MemtableKey::MemtableKey(std::string_view internal_key)
    : MemtableKey(internal_key.substr(0, internal_key.size() - kTrailerSize), trailer_of(internal_key)) {}

MemtableKey::MemtableKey(std::string_view user_key, uint64_t trailer) : user_key_(user_key), trailer_(trailer) {
  first_ = padded_word(user_key_, 0);
  second_ = padded_word(user_key_, 8);
}

MemtableKey MemtableKey::of_entry(const char* entry) { return MemtableKey(internal_key_of(entry)); }

int MemtableKey::compare_rest(const MemtableKey& other) const {
  if (const int order = user_key_.compare(other.user_key_); order != 0) return order;
  if (trailer_ == other.trailer_) return 0;
  return trailer_ > other.trailer_ ? -1 : 1;
}

// The first of the first `count` slots that is not below `key` (kBelow), or not below or equal to it. Slot 0 of an
// inner node has no lower bound: what is in the node and before slot 1 is in its first child, whatever that began with
// once.
unsigned MemtableTree::slots_ranked(const Node& node, unsigned count, const MemtableKey& key, Rank rank) {
  unsigned begin = node.level > 0 ? 1 : 0;
  count -= begin;
  while (count > 0) {
    const unsigned half = count / 2;
    const unsigned slot = begin + half;
    const uint64_t first = node.prefixes[slot].first.load(std::memory_order_acquire);
    const uint64_t second = node.prefixes[slot].second.load(std::memory_order_acquire);
    bool is_ranked;
    if (first != key.first() || second != key.second()) [[likely]] {
      is_ranked = first < key.first() || (first == key.first() && second < key.second());
    } else {
      const char* const entry = node.entries[slot].load(std::memory_order_acquire);
      const int order = MemtableKey::of_entry(entry).compare_rest(key);
      is_ranked = order < 0 || (order == 0 && rank == Rank::kBelowOrEqual);
    }
    begin = is_ranked ? slot + 1 : begin;
    count = is_ranked ? count - half - 1 : half;
  }
  return begin;
}

bool MemtableTree::is_below(const Fence& fence, const MemtableKey& key, Rank rank) {
  const char* const entry = fence.entry.load(std::memory_order_acquire);
  if (entry == nullptr) return false;
  const uint64_t first = fence.first.load(std::memory_order_acquire);
  if (first != key.first()) return first < key.first();
  const uint64_t second = fence.second.load(std::memory_order_acquire);
  if (second != key.second()) return second < key.second();
  const int order = MemtableKey::of_entry(entry).compare_rest(key);
  return order < 0 || (order == 0 && rank == Rank::kBelowOrEqual);
}

// The leaf for entries at or behind `key` (kBelowOrEqual), or for those before it (kBelow). It may have been split
// since. Null: the tree is empty.
MemtableTree::Node* MemtableTree::leaf_for(const MemtableKey& key, Rank rank) const {
  Node* node = root_.load(std::memory_order_acquire);
  while (node != nullptr && node->level > 0) {
    const auto* const inner = static_cast<const InnerNode*>(node);
    const uint64_t seen = inner->begin_read();
    Node* to;
    if (is_below(inner->fence, key, rank)) {
      to = inner->next.load(std::memory_order_acquire);
    } else {
      const unsigned ranked = slots_ranked(*inner, inner->count.load(std::memory_order_acquire), key, rank);
      to = inner->children[ranked - 1].load(std::memory_order_acquire);
    }
    if (inner->is_unchanged(seen)) node = to;
    node->prefetch();
  }
  return node;
}

const MemtableTree::Node* MemtableTree::last_leaf() const {
  const Node* node = root_.load(std::memory_order_acquire);
  while (node != nullptr) {
    const uint64_t seen = node->begin_read();
    const Node* to = node->next.load(std::memory_order_acquire);
    if (to == nullptr && node->level > 0) {
      const auto* const inner = static_cast<const InnerNode*>(node);
      to = inner->children[inner->count.load(std::memory_order_acquire) - 1].load(std::memory_order_acquire);
    }
    if (!node->is_unchanged(seen)) continue;
    if (to == nullptr) return node;
    node = to;
  }
  return nullptr;
}

// Fills `run` with a leaf's entries. False: the leaf changed meanwhile.
bool MemtableTree::copy_leaf(const Node* leaf, unsigned limit, Run& run) {
  const uint64_t seen = leaf->begin_read();
  const unsigned count = leaf->count.load(std::memory_order_acquire);
  run.size = std::min(count, limit);
  run.at = 0;
  run.is_cut = run.size < count;
  run.next = leaf->next.load(std::memory_order_acquire);
  copy_slots(leaf->entries, 0, run.size, run.entries);
  return leaf->is_unchanged(seen);
}

// Fills `run` with the leaf's entries on the wanted side of `key`, at most `limit` of them forward. False: to be tried
// again, with `leaf`, which is another one if the key is to the right of this one.
bool MemtableTree::copy_around(const Node*& leaf, const MemtableKey& key, Bound bound, unsigned limit, Run& run) {
  const uint64_t seen = leaf->begin_read();
  if (is_below(leaf->fence, key, bound == Bound::kBefore ? Rank::kBelow : Rank::kBelowOrEqual)) {
    const Node* const right = leaf->next.load(std::memory_order_acquire);
    if (leaf->is_unchanged(seen)) leaf = right;
    return false;
  }
  const unsigned count = leaf->count.load(std::memory_order_acquire);
  const bool counts_equal = bound == Bound::kAfter || bound == Bound::kUpTo;
  const unsigned ranked = slots_ranked(*leaf, count, key, counts_equal ? Rank::kBelowOrEqual : Rank::kBelow);
  const bool is_forward = bound == Bound::kFrom || bound == Bound::kAfter;
  const unsigned begin = is_forward ? ranked : 0;
  const unsigned end = is_forward ? std::min(count, ranked + limit) : ranked;
  run.size = end - begin;
  run.at = is_forward || run.size == 0 ? 0 : run.size - 1;
  run.is_cut = end < count;
  run.next = leaf->next.load(std::memory_order_acquire);
  copy_slots(leaf->entries, begin, end, run.entries);
  return leaf->is_unchanged(seen);
}

void MemtableTree::load(const MemtableKey& key, Bound bound, unsigned limit, Run& run) const {
  run.size = 0;
  run.next = nullptr;
  run.is_cut = false;
  const Node* leaf = leaf_for(key, bound == Bound::kBefore ? Rank::kBelow : Rank::kBelowOrEqual);
  if (leaf == nullptr) return;
  while (!copy_around(leaf, key, bound, limit, run)) continue;
}

void MemtableTree::Cursor::seek(const MemtableKey& key) {
  tree_.load(key, Bound::kFrom, kFirstRun, run_);
  // All of its leaf is before the key: the next leaf begins behind it, and no leaf is empty.
  if (run_.size == 0 && run_.next != nullptr) {
    const Node* const leaf = run_.next;
    while (!copy_leaf(leaf, kFirstRun, run_)) continue;
  }
}

void MemtableTree::Cursor::seek_backward(const MemtableKey& key) { tree_.load(key, Bound::kUpTo, kSlots, run_); }

void MemtableTree::Cursor::seek_to_first() {
  run_ = Run();
  const Node* const leaf = tree_.first_leaf_.load(std::memory_order_acquire);
  while (leaf != nullptr && !copy_leaf(leaf, kSlots, run_)) continue;
}

void MemtableTree::Cursor::seek_to_last() {
  run_ = Run();
  for (const Node* leaf = tree_.last_leaf(); leaf != nullptr; leaf = run_.next) {
    while (!copy_leaf(leaf, kSlots, run_)) continue;
    run_.at = run_.size == 0 ? 0 : run_.size - 1;
    if (run_.next == nullptr) return;
  }
}

void MemtableTree::Cursor::next() {
  if (++run_.at < run_.size) {
    const unsigned ahead = run_.at + kPrefetchDistance;
    if (ahead < run_.size) prefetch_entry(run_.entries[ahead]);
    return;
  }
  if (run_.is_cut) {
    const MemtableKey key = MemtableKey::of_entry(run_.entries[run_.size - 1]);
    tree_.load(key, Bound::kAfter, kSlots, run_);
    if (run_.size > 0) return;
  }
  const Node* const leaf = run_.next;
  if (leaf == nullptr) {
    run_.size = 0;
    return;
  }
  while (!copy_leaf(leaf, kSlots, run_)) continue;
  for (unsigned ahead = 1; ahead < std::min(run_.size, kPrefetchDistance); ++ahead) prefetch_entry(run_.entries[ahead]);
  if (run_.next != nullptr) run_.next->prefetch_entries();
}

void MemtableTree::Cursor::previous() {
  if (run_.at > 0) {
    --run_.at;
    return;
  }
  const MemtableKey key = MemtableKey::of_entry(run_.entries[0]);
  tree_.load(key, Bound::kBefore, kSlots, run_);
}

}  // namespace basalt::engine
