#include <algorithm>
#include <new>

#include "engine/memtable_tree_node.h"

namespace basalt::engine {

template <class NodeType>
NodeType* MemtableTree::make_node(unsigned level) {
  char* bytes = memory_.allocate(sizeof(NodeType) + kCacheLine - 1);
  const auto address = reinterpret_cast<uintptr_t>(bytes);
  bytes += (kCacheLine - address % kCacheLine) % kCacheLine;
  return new (bytes) NodeType(level);
}

// Whether a leaf has smaller entries and may have greater ones.
bool MemtableTree::is_in(const Node* leaf, const MemtableKey& key) {
  return slots_ranked(*leaf, 1, key, Rank::kBelowOrEqual) == 1 && !is_below(leaf->fence, key, Rank::kBelowOrEqual);
}

// Goes down for all keys side by side: while one node is on its way from memory, the others are asked for.
void MemtableTree::expect(std::span<const std::string_view> user_keys) {
  expected_at_ = 0;
  expected_size_ = 0;
  Node* const root = root_.load(std::memory_order_relaxed);
  if (root == nullptr) return;
  expected_size_ = static_cast<unsigned>(std::min<size_t>(user_keys.size(), kMostExpected));
  for (unsigned i = 0; i < expected_size_; ++i) expected_[i] = root;
  for (unsigned level = root->level; level > 0; --level) {
    for (unsigned i = 0; i < expected_size_; ++i) {
      const auto* const inner = static_cast<const InnerNode*>(expected_[i]);
      const unsigned count = inner->count.load(std::memory_order_relaxed);
      const unsigned ranked = slots_ranked(*inner, count, MemtableKey::newest_of(user_keys[i]), Rank::kBelowOrEqual);
      expected_[i] = inner->children[ranked - 1].load(std::memory_order_relaxed);
      expected_[i]->prefetch();
      expected_[i]->prefetch_entries();
    }
  }
}

// Null: not where it was expected.
MemtableTree::Node* MemtableTree::expected_leaf(const MemtableKey& key) {
  if (!expects_more()) return nullptr;
  Node* const leaf = expected_[expected_at_++];
  if (is_in(leaf, key)) return leaf;
  // It was split for a key since.
  Node* const right = leaf->next.load(std::memory_order_relaxed);
  return right != nullptr && is_in(right, key) ? right : nullptr;
}

MemtableTree::Node* MemtableTree::leaf_to_write(const MemtableKey& key) {
  Node* const expected = expected_leaf(key);
  if (finger_ != nullptr && is_in(finger_, key)) return finger_;
  return expected != nullptr ? expected : leaf_for(key, Rank::kBelowOrEqual);
}

// The first entry of all.
void MemtableTree::plant(const MemtableKey& key, const char* entry) {
  Node* const leaf = make_node<Node>(0);
  leaf->set_slot(0, key.first(), key.second(), entry);
  leaf->add_count(1);
  first_leaf_.store(leaf, std::memory_order_release);
  root_.store(leaf, std::memory_order_release);
  finger_ = leaf;
}

bool MemtableTree::insert(const char* entry) {
  const MemtableKey key = MemtableKey::of_entry(entry);
  Node* leaf = leaf_to_write(key);
  if (leaf == nullptr) {
    plant(key, entry);
    return true;
  }
  const unsigned count = leaf->count.load(std::memory_order_relaxed);
  unsigned slot = slots_ranked(*leaf, count, key, Rank::kBelow);
  if (slot < count && leaf->is_at(slot, key)) return false;
  if (count == kSlots) {
    // Keys that come in order leave full leaves behind them.
    const bool is_append = slot == count && leaf == finger_ && finger_slot_ + 1 == slot;
    const unsigned keep = is_append ? kSlots - 1 : kSlots / 2;
    Node* const right = split(leaf, keep);
    if (slot > keep) {
      leaf = right;
      slot -= keep;
    }
  }
  leaf->begin_write();
  leaf->open_slot(slot);
  leaf->set_slot(slot, key.first(), key.second(), entry);
  leaf->add_count(1);
  leaf->end_write();
  finger_ = leaf;
  finger_slot_ = slot;
  return true;
}

// A new node with `left`'s slots from `keep` on, which nothing leads to yet.
MemtableTree::Node* MemtableTree::make_right(Node* left, unsigned keep) {
  const bool is_leaf = left->level == 0;
  Node* const right = is_leaf ? make_node<Node>(0) : make_node<InnerNode>(left->level);
  const unsigned count = left->count.load(std::memory_order_relaxed);
  for (unsigned slot = keep; slot < count; ++slot) right->copy_slot(slot - keep, *left, slot);
  if (!is_leaf) static_cast<InnerNode*>(right)->copy_children(*static_cast<InnerNode*>(left), keep);
  right->add_count(count - keep);
  right->fence.copy(left->fence);
  right->next.store(left->next.load(std::memory_order_relaxed), std::memory_order_relaxed);
  return right;
}

// Leaves `left` its first `keep` slots; what it had beyond is in the node returned.
MemtableTree::Node* MemtableTree::split(Node* left, unsigned keep) {
  Node* const right = make_right(left, keep);
  left->begin_write();
  left->fence.set(*right, 0);
  left->next.store(right, std::memory_order_release);
  left->count.store(keep, std::memory_order_release);
  left->end_write();
  if (root_.load(std::memory_order_relaxed) == left) {
    add_root(left, right);
  } else {
    add_to_parent(right);
  }
  return right;
}

void MemtableTree::add_root(Node* left, Node* right) {
  auto* const root = make_node<InnerNode>(left->level + 1);
  root->copy_slot(0, *left, 0);
  root->copy_slot(1, *right, 0);
  root->children[0].store(left, std::memory_order_release);
  root->children[1].store(right, std::memory_order_release);
  root->add_count(2);
  root_.store(root, std::memory_order_release);
}

// The node of `level` whose keys `key` is among. It is there: the root is above `level`.
MemtableTree::InnerNode* MemtableTree::parent_for(const MemtableKey& key, unsigned level) const {
  Node* node = root_.load(std::memory_order_relaxed);
  while (node->level > level) {
    auto* const inner = static_cast<InnerNode*>(node);
    const unsigned ranked =
        slots_ranked(*inner, inner->count.load(std::memory_order_relaxed), key, Rank::kBelowOrEqual);
    node = inner->children[ranked - 1].load(std::memory_order_relaxed);
  }
  return static_cast<InnerNode*>(node);
}

void MemtableTree::add_to_parent(Node* right) {
  const MemtableKey key = MemtableKey::of_entry(right->entries[0].load(std::memory_order_relaxed));
  InnerNode* parent = parent_for(key, right->level + 1);
  unsigned slot = slots_ranked(*parent, parent->count.load(std::memory_order_relaxed), key, Rank::kBelow);
  if (parent->count.load(std::memory_order_relaxed) == kSlots) {
    constexpr unsigned kKeep = kSlots / 2;
    Node* const other = split(parent, kKeep);
    if (slot > kKeep) {
      parent = static_cast<InnerNode*>(other);
      slot -= kKeep;
    }
  }
  parent->begin_write();
  parent->open_slot(slot);
  parent->open_child(slot);
  parent->copy_slot(slot, *right, 0);
  parent->children[slot].store(right, std::memory_order_release);
  parent->add_count(1);
  parent->end_write();
}

}  // namespace basalt::engine
