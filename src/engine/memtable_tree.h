// MemtableTree: the entries of one RocksDB memtable in the order of their keys, for one writer and any number of
// readers.
//
// A B-link tree (Lehman and Yao, "Efficient locking for concurrent operations on B-trees", 1981) of nodes that are only
// ever added to: each node knows its right neighbour and where its own keys end, so a reader who comes to a node that
// was split meanwhile moves on to the right. Within a node readers take no lock: they read, and read again if the
// node's version changed (a sequence lock). A node keeps the first 16 bytes of each key beside the pointer to the
// entry, so that most comparisons touch no entry.
//
// insert(): by one thread at a time. Everything else: from any thread, at any time, also beside insert().
// Entries and nodes are never removed; their memory belongs to whoever allocated it (the memtable's arena).
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace basalt::engine {

// What an entry (or a bound) is sorted by: the user's key ascending, then RocksDB's sequence number and type
// descending.
class MemtableKey {
 public:
  // A RocksDB internal key: the user's key and eight bytes of sequence number and type.
  explicit MemtableKey(std::string_view internal_key);
  // An entry as RocksDB lays it out: varint32 length, internal key, value.
  static MemtableKey of_entry(const char* entry);
  // Before every entry of the user's key.
  static MemtableKey newest_of(std::string_view user_key) { return {user_key, UINT64_MAX}; }

  uint64_t first() const { return first_; }
  uint64_t second() const { return second_; }
  bool is_equal(const MemtableKey& other) const { return trailer_ == other.trailer_ && user_key_ == other.user_key_; }
  // Negative, 0 or positive, as the order of two keys whose first 16 bytes are equal.
  int compare_rest(const MemtableKey& other) const;

 private:
  MemtableKey(std::string_view user_key, uint64_t trailer);

  uint64_t first_;   // bytes 0 to 7 of the user's key, big-endian, padded with zeros
  uint64_t second_;  // bytes 8 to 15
  std::string_view user_key_;
  uint64_t trailer_;
};

// Where nodes come from; what it gives stays until the tree is gone.
class NodeMemory {
 public:
  virtual char* allocate(size_t bytes) = 0;

 protected:
  ~NodeMemory() = default;
};

class MemtableTree {
 public:
  static constexpr unsigned kSlots = 32;  // of a node

  explicit MemtableTree(NodeMemory& memory) : memory_(memory) {}
  MemtableTree(const MemtableTree&) = delete;
  MemtableTree& operator=(const MemtableTree&) = delete;

  // `entry` stays where it is for as long as the tree. False: its key is there already.
  bool insert(const char* entry);

  // The user's keys of the next entries to be inserted, in their order, up to kMostExpected: looks for all their places
  // at once. Wrong ones do no harm. By the thread that inserts.
  static constexpr unsigned kMostExpected = 16;
  void expect(std::span<const std::string_view> user_keys);
  // Whether more insertions were expected than came.
  bool expects_more() const { return expected_at_ < expected_size_; }

  class Cursor;

 private:
  struct Node;
  struct InnerNode;
  struct Fence;
  struct Run;
  enum class Bound { kFrom, kAfter, kUpTo, kBefore };
  enum class Rank { kBelow, kBelowOrEqual };

  static unsigned slots_ranked(const Node& node, unsigned count, const MemtableKey& key, Rank rank);
  static bool is_below(const Fence& fence, const MemtableKey& key, Rank rank);
  Node* leaf_for(const MemtableKey& key, Rank rank) const;
  const Node* last_leaf() const;
  static bool copy_leaf(const Node* leaf, unsigned limit, Run& run);
  static bool copy_around(const Node*& leaf, const MemtableKey& key, Bound bound, unsigned limit, Run& run);
  void load(const MemtableKey& key, Bound bound, unsigned limit, Run& run) const;

  Node* leaf_to_write(const MemtableKey& key);
  static bool is_in(const Node* leaf, const MemtableKey& key);
  Node* expected_leaf(const MemtableKey& key);
  void plant(const MemtableKey& key, const char* entry);
  Node* make_right(Node* left, unsigned keep);
  Node* split(Node* left, unsigned keep);
  void add_root(Node* left, Node* right);
  void add_to_parent(Node* right);
  InnerNode* parent_for(const MemtableKey& key, unsigned level) const;
  template <class NodeType>
  NodeType* make_node(unsigned level);

  NodeMemory& memory_;
  std::atomic<Node*> root_ = nullptr;
  std::atomic<Node*> first_leaf_ = nullptr;
  Node* finger_ = nullptr;  // the leaf of the last insertion, and its slot there
  unsigned finger_slot_ = 0;
  std::array<Node*, kMostExpected> expected_{};  // leaves of the expected keys, or to the left of them since
  unsigned expected_size_ = 0;
  unsigned expected_at_ = 0;
};

// The entries that a cursor copied from one leaf. What is inserted there later is newer than any snapshot that the
// cursor's reader may look at, so it need not be seen.
struct MemtableTree::Run {
  std::array<const char*, kSlots> entries;
  unsigned size = 0;
  unsigned at = 0;
  bool is_cut = false;         // the leaf has entries behind these
  const Node* next = nullptr;  // else: the leaf that follows
};

// A place in the order. For one thread at a time; any number of them.
class MemtableTree::Cursor {
 public:
  explicit Cursor(const MemtableTree& tree) : tree_(tree) {}

  // Null: past the end, or before the beginning.
  const char* entry() const { return run_.at < run_.size ? run_.entries[run_.at] : nullptr; }

  void seek(const MemtableKey& key);           // the first entry at or behind `key`
  void seek_backward(const MemtableKey& key);  // the last entry at or before `key`
  void seek_to_first();
  void seek_to_last();
  // Only when entry() is not null.
  void next();
  void previous();

 private:
  const MemtableTree& tree_;
  Run run_;
};

}  // namespace basalt::engine
