#include "engine/memtable_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace basalt::engine {
namespace {

class HeapMemory final : public NodeMemory {
 public:
  char* allocate(size_t bytes) override {
    allocated_ += bytes;
    return blocks_.emplace_back(std::make_unique<char[]>(bytes)).get();
  }
  size_t allocated() const { return allocated_; }

 private:
  std::deque<std::unique_ptr<char[]>> blocks_;
  size_t allocated_ = 0;
};

std::string internal_key(std::string_view user_key, uint64_t sequence) {
  std::string key(user_key);
  const uint64_t trailer = sequence << 8 | 1;
  for (unsigned shift = 0; shift < 64; shift += 8) key.push_back(static_cast<char>(trailer >> shift));
  return key;
}

std::string entry_of(std::string_view user_key, uint64_t sequence) {
  const std::string key = internal_key(user_key, sequence);
  std::string entry;
  size_t size = key.size();
  for (; size >= 0x80; size >>= 7) entry.push_back(static_cast<char>(size | 0x80));
  entry.push_back(static_cast<char>(size));
  return entry + key;
}

// By key, and versions of one key newest first, as RocksDB wants it.
struct InOrder {
  using Version = std::pair<std::string, uint64_t>;
  bool operator()(const Version& a, const Version& b) const {
    return a.first != b.first ? a.first < b.first : a.second > b.second;
  }
};

// A tree beside the standard library's, which knows what should be there.
class CheckedTree {
 public:
  bool insert(const std::string& user_key, uint64_t sequence) {
    const std::string& entry = entries_.emplace_back(entry_of(user_key, sequence));
    if (!tree_.insert(entry.data())) return false;
    model_.emplace(std::pair(user_key, sequence), entry.data());
    return true;
  }

  void announce(const std::vector<std::string>& user_keys) {
    const std::vector<std::string_view> keys(user_keys.begin(), user_keys.end());
    tree_.expect(keys);
  }
  bool expects_more() const { return tree_.expects_more(); }

  void expect_same_walks() const {
    MemtableTree::Cursor cursor(tree_);
    cursor.seek_to_first();
    for (const auto& [version, entry] : model_) {
      ASSERT_EQ(cursor.entry(), entry);
      cursor.next();
    }
    ASSERT_EQ(cursor.entry(), nullptr);
    cursor.seek_to_last();
    for (auto at = model_.rbegin(); at != model_.rend(); ++at) {
      ASSERT_EQ(cursor.entry(), at->second);
      cursor.previous();
    }
    ASSERT_EQ(cursor.entry(), nullptr);
  }

  // From a place that may or may not be there: both seeks, and some steps to either side.
  void expect_same_around(const std::string& user_key, uint64_t sequence) const {
    const std::string target = internal_key(user_key, sequence);
    MemtableTree::Cursor cursor(tree_);
    auto at = model_.lower_bound({user_key, sequence});
    cursor.seek(MemtableKey(target));
    ASSERT_EQ(cursor.entry(), entry_at(at));
    for (int step = 0; step < 40 && at != model_.end(); ++step) {
      cursor.next();
      ASSERT_EQ(cursor.entry(), entry_at(++at));
    }
    cursor.seek_backward(MemtableKey(target));
    at = model_.upper_bound({user_key, sequence});
    if (at == model_.begin()) {
      ASSERT_EQ(cursor.entry(), nullptr);
      return;
    }
    ASSERT_EQ(cursor.entry(), entry_at(--at));
    walk_back_and_forth(cursor, at);
  }

  const HeapMemory& memory() const { return memory_; }

 private:
  using Model = std::map<InOrder::Version, const char*, InOrder>;

  const char* entry_at(Model::const_iterator at) const { return at == model_.end() ? nullptr : at->second; }
  void walk_back_and_forth(MemtableTree::Cursor& cursor, Model::const_iterator at) const {
    for (int step = 0; step < 40 && at != model_.begin(); ++step) {
      cursor.previous();
      ASSERT_EQ(cursor.entry(), entry_at(--at));
    }
    for (int step = 0; step < 5 && cursor.entry() != nullptr; ++step) {
      cursor.next();
      ASSERT_EQ(cursor.entry(), entry_at(++at));
    }
  }

  std::deque<std::string> entries_;
  Model model_;
  HeapMemory memory_;
  MemtableTree tree_{memory_};
};

std::string numbered(uint64_t n) {
  std::string key = "a prefix of 20 bytes";
  for (int shift = 56; shift >= 0; shift -= 8) key.push_back(static_cast<char>(n >> shift));
  return key;
}

// Short keys of few letters, zero bytes among them: prefixes of one another, alike in their first 16 bytes or not.
std::string random_key(std::mt19937_64& random) {
  std::string key(random() % 24, '\0');
  for (char& letter : key) letter = "\0\0\1a\xff"[random() % 5];
  return key;
}

TEST(MemtableTree, an_empty_one_has_no_place) {
  const CheckedTree tree;
  tree.expect_same_walks();
  tree.expect_same_around("a", 1);
}

TEST(MemtableTree, keys_in_order_in_reverse_and_at_random_come_out_sorted) {
  constexpr uint64_t kKeys = 20000;
  CheckedTree rising, falling, mixed;
  std::mt19937_64 random(7);
  for (uint64_t n = 0; n < kKeys; ++n) {
    EXPECT_TRUE(rising.insert(numbered(n), n));
    EXPECT_TRUE(falling.insert(numbered(kKeys - n), n));
    mixed.insert(numbered(random()), n);
  }
  for (const CheckedTree* tree : {&rising, &falling, &mixed}) {
    tree->expect_same_walks();
    for (int i = 0; i < 200; ++i) tree->expect_same_around(numbered(random() % (kKeys + 10)), random() % kKeys);
  }
}

TEST(MemtableTree, keys_that_differ_anywhere_agree_with_the_model_after_every_few_insertions) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 20; ++round) {
    CheckedTree tree;
    for (uint64_t n = 1; n <= 1500; ++n) {
      tree.insert(random_key(random), n);
      if (n % 100 == 0) {
        ASSERT_NO_FATAL_FAILURE(tree.expect_same_walks());
        ASSERT_NO_FATAL_FAILURE(tree.expect_same_around(random_key(random), random() % n));
      }
    }
  }
}

TEST(MemtableTree, expected_keys_lie_where_others_do) {
  std::mt19937_64 random(13);
  for (int round = 0; round < 200; ++round) {
    CheckedTree tree;
    uint64_t sequence = 0;
    for (int batch = 0; batch < 40; ++batch) {
      // Alike, so that many meet in one leaf and split it while they are expected there.
      std::vector<std::string> keys(1 + random() % MemtableTree::kMostExpected);
      for (std::string& key : keys) key = round % 2 == 0 ? random_key(random) : numbered(random() % 3000);
      tree.announce(keys);
      for (const std::string& key : keys) tree.insert(key, ++sequence);
      ASSERT_FALSE(tree.expects_more()) << "round " << round;
    }
    ASSERT_NO_FATAL_FAILURE(tree.expect_same_walks()) << "round " << round;
  }
}

TEST(MemtableTree, what_was_expected_in_vain_does_no_harm) {
  std::mt19937_64 random(17);
  for (int round = 0; round < 200; ++round) {
    CheckedTree tree;
    for (uint64_t n = 1; n <= 1000; ++n) {
      if (random() % 8 == 0) {
        std::vector<std::string> others(random() % 40);  // more than it takes
        for (std::string& key : others) key = random_key(random);
        tree.announce(others);
      }
      tree.insert(random_key(random), n);
    }
    ASSERT_NO_FATAL_FAILURE(tree.expect_same_walks()) << "round " << round;
  }
}

TEST(MemtableTree, versions_of_a_key_come_newest_first) {
  CheckedTree tree;
  for (uint64_t sequence = 1; sequence <= 5000; ++sequence) {
    EXPECT_TRUE(tree.insert("hot", sequence));
    if (sequence % 10 == 0) {
      EXPECT_TRUE(tree.insert("key" + std::to_string(sequence), sequence));
    }
  }
  tree.expect_same_walks();
  tree.expect_same_around("hot", 2500);
}

TEST(MemtableTree, an_entry_that_is_there_already_is_refused) {
  CheckedTree tree;
  for (uint64_t n = 0; n < 100; ++n) EXPECT_TRUE(tree.insert(numbered(n), n));
  for (uint64_t n = 0; n < 100; ++n) EXPECT_FALSE(tree.insert(numbered(n), n));
  tree.expect_same_walks();
}

TEST(MemtableTree, keys_that_come_in_order_fill_their_leaves) {
  constexpr size_t kEntries = 100000;
  CheckedTree in_order, at_random;
  std::mt19937_64 random(3);
  for (uint64_t n = 0; n < kEntries; ++n) {
    in_order.insert(numbered(n), n);
    at_random.insert(numbered(random()), n);
  }
  EXPECT_LT(in_order.memory().allocated() / kEntries, 36U);
  EXPECT_LT(at_random.memory().allocated() / kEntries, 50U);
}

// Each reader must see, in order and once, all that was there when it began.
class ReadersBesideWriter {
 public:
  explicit ReadersBesideWriter(std::vector<std::string> entries) : entries_(std::move(entries)) {}

  void run() {
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) readers.emplace_back([this, i] { read(i); });
    for (size_t i = 0; i < entries_.size(); ++i) {
      ASSERT_TRUE(tree_.insert(entries_[i].data()));
      inserted_.store(i + 1, std::memory_order_release);
    }
    for (std::thread& reader : readers) reader.join();
    EXPECT_EQ(failures_.load(), 0);
  }

 private:
  static std::string_view key_of(const char* entry) { return {entry + 1, static_cast<size_t>(entry[0]) - 8}; }

  void read(int number) {
    std::mt19937_64 random(static_cast<uint64_t>(number));
    for (size_t there = 0; there < entries_.size();) {
      there = inserted_.load(std::memory_order_acquire);
      if (there == 0) continue;
      check_walk(there, random() % 2 == 0);
      for (int i = 0; i < 50; ++i) check_seek(entries_[random() % there]);
    }
  }
  void check_walk(size_t there, bool is_forward) {
    MemtableTree::Cursor cursor(tree_);
    is_forward ? cursor.seek_to_first() : cursor.seek_to_last();
    size_t seen = 0;
    std::optional<std::string_view> last;
    for (; cursor.entry() != nullptr; is_forward ? cursor.next() : cursor.previous()) {
      const std::string_view key = key_of(cursor.entry());
      if (last && (is_forward ? *last >= key : *last <= key)) failures_.fetch_add(1);
      last = key;
      ++seen;
    }
    if (seen < there) failures_.fetch_add(1);
  }
  void check_seek(const std::string& entry) {
    const std::string_view key(entry.data() + 1, static_cast<size_t>(entry[0]));
    MemtableTree::Cursor cursor(tree_);
    cursor.seek(MemtableKey(key));
    if (cursor.entry() != entry.data()) failures_.fetch_add(1);
    cursor.seek_backward(MemtableKey(key));
    if (cursor.entry() != entry.data()) failures_.fetch_add(1);
  }

  std::vector<std::string> entries_;
  HeapMemory memory_;
  MemtableTree tree_{memory_};
  std::atomic<size_t> inserted_ = 0;
  std::atomic<int> failures_ = 0;
};

TEST(MemtableTree, readers_see_in_order_all_that_was_there_before_they_began) {
  std::vector<std::string> entries;
  for (uint64_t n = 0; n < 20000; ++n) entries.push_back(entry_of(numbered(n), n));
  std::shuffle(entries.begin(), entries.end(), std::mt19937_64(5));
  ReadersBesideWriter(entries).run();
  std::sort(entries.begin(), entries.end());
  ReadersBesideWriter(entries).run();
}

}  // namespace
}  // namespace basalt::engine
