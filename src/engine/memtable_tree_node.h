// The nodes of a MemtableTree; only for its own files.
#pragma once

#include <thread>

#include "engine/memtable_tree.h"

namespace basalt::engine {

inline constexpr size_t kCacheLine = 64;

// Where the keys of a node's right neighbour begin. No entry: there is none to the right.
struct MemtableTree::Fence {
  std::atomic<uint64_t> first = 0;
  std::atomic<uint64_t> second = 0;
  std::atomic<const char*> entry = nullptr;

  void copy(const Fence& from) {
    first.store(from.first.load(std::memory_order_relaxed), std::memory_order_release);
    second.store(from.second.load(std::memory_order_relaxed), std::memory_order_release);
    entry.store(from.entry.load(std::memory_order_relaxed), std::memory_order_release);
  }
  void set(const Node& node, unsigned slot);
};

// A leaf, or the part that all nodes have. Every field but `level` is written by the writer between begin_write() and
// end_write() and read by readers between begin_read() and is_unchanged(), whose word alone says whether what they saw
// was of one moment. Loads acquire and stores release, so that seeing new content implies seeing the version that it
// came with. A slot below any count that a reader may see always points to an entry.
struct MemtableTree::Node {
  struct Prefix {
    std::atomic<uint64_t> first = 0;
    std::atomic<uint64_t> second = 0;
  };

  explicit Node(unsigned its_level) : level(its_level) {}

  uint64_t begin_read() const {
    for (unsigned spins = 0;; ++spins) {
      const uint64_t seen = version.load(std::memory_order_acquire);
      if ((seen & 1) == 0) return seen;
      if (spins >= 64) std::this_thread::yield();
    }
  }
  bool is_unchanged(uint64_t seen) const { return version.load(std::memory_order_relaxed) == seen; }
  void begin_write() { version.store(version.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed); }
  void end_write() { version.store(version.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

  void set_slot(unsigned slot, uint64_t first, uint64_t second, const char* entry) {
    prefixes[slot].first.store(first, std::memory_order_release);
    prefixes[slot].second.store(second, std::memory_order_release);
    entries[slot].store(entry, std::memory_order_release);
  }
  void copy_slot(unsigned to, const Node& from, unsigned slot) {
    set_slot(to, from.prefixes[slot].first.load(std::memory_order_relaxed),
             from.prefixes[slot].second.load(std::memory_order_relaxed),
             from.entries[slot].load(std::memory_order_relaxed));
  }
  // For the writer.
  bool is_at(unsigned slot, const MemtableKey& key) const {
    return prefixes[slot].first.load(std::memory_order_relaxed) == key.first() &&
           prefixes[slot].second.load(std::memory_order_relaxed) == key.second() &&
           MemtableKey::of_entry(entries[slot].load(std::memory_order_relaxed)).is_equal(key);
  }
  // Moves the slots from `slot` on to the right by one.
  void open_slot(unsigned slot) {
    for (unsigned i = count.load(std::memory_order_relaxed); i > slot; --i) copy_slot(i, *this, i - 1);
  }
  void add_count(unsigned more) {
    count.store(count.load(std::memory_order_relaxed) + more, std::memory_order_release);
  }
  void prefetch() const {
    for (unsigned i = 0; i < kSlots; i += kCacheLine / sizeof(Prefix)) __builtin_prefetch(&prefixes[i]);
  }

  void prefetch_entries() const {
    __builtin_prefetch(this);
    for (unsigned i = 0; i < kSlots; i += kCacheLine / sizeof(entries[0])) __builtin_prefetch(&entries[i]);
  }

  const unsigned level;  // 0: a leaf
  std::atomic<unsigned> count = 0;
  std::atomic<uint64_t> version = 0;  // odd: being written
  std::atomic<Node*> next = nullptr;
  Fence fence;
  alignas(kCacheLine) std::array<Prefix, kSlots> prefixes;
  std::array<std::atomic<const char*>, kSlots> entries = {};
};

// Slot n leads to the keys from its entry on, up to that of slot n + 1; the leftmost node's slot 0 to all before
// slot 1.
struct MemtableTree::InnerNode : Node {
  using Node::Node;

  void copy_children(const InnerNode& from, unsigned begin) {
    const unsigned end = from.count.load(std::memory_order_relaxed);
    for (unsigned slot = begin; slot < end; ++slot) copy_child(slot - begin, from, slot);
  }
  void open_child(unsigned slot) {
    for (unsigned i = count.load(std::memory_order_relaxed); i > slot; --i) copy_child(i, *this, i - 1);
  }
  void copy_child(unsigned to, const InnerNode& from, unsigned slot) {
    children[to].store(from.children[slot].load(std::memory_order_relaxed), std::memory_order_release);
  }

  std::array<std::atomic<Node*>, kSlots> children = {};
};

inline void MemtableTree::Fence::set(const Node& node, unsigned slot) {
  first.store(node.prefixes[slot].first.load(std::memory_order_relaxed), std::memory_order_release);
  second.store(node.prefixes[slot].second.load(std::memory_order_relaxed), std::memory_order_release);
  entry.store(node.entries[slot].load(std::memory_order_relaxed), std::memory_order_release);
}

}  // namespace basalt::engine
