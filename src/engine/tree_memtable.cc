#include "engine/tree_memtable.h"

#include <new>
#include <vector>

#include "engine/memtable_tree.h"
#include "engine/upcoming_keys.h"

namespace basalt::engine {
namespace {

std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// Blocks of one size that a thread gave back. RocksDB wants iterators made in its Arena, which its public headers do
// not define, and destroys them without giving the memory back; so a destroyed iterator returns its own block here. The
// next user is the same thread, hence comes after the destructor has ended.
class SpareBlocks {
 public:
  explicit SpareBlocks(size_t size) : size_(size) {}
  SpareBlocks(const SpareBlocks&) = delete;
  SpareBlocks& operator=(const SpareBlocks&) = delete;
  ~SpareBlocks() {
    for (void* const block : blocks_) ::operator delete(block);
  }

  void* take() {
    if (blocks_.empty()) return ::operator new(size_);
    void* const block = blocks_.back();
    blocks_.pop_back();
    return block;
  }
  void give_back(void* block) { blocks_.push_back(block); }

 private:
  size_t size_;
  std::vector<void*> blocks_;
};

class TreeIterator final : public rocksdb::MemTableRep::Iterator {
 public:
  explicit TreeIterator(const MemtableTree& tree) : cursor_(tree) {}
  ~TreeIterator() override {
    ThreadsOwn& own = threads_own();
    if (own.point_read == this) own.point_read = nullptr;
    own.spare.give_back(this);
  }

  // RocksDB's point reads ask for an iterator each and do not destroy it. So the thread's next point read does; or
  // RocksDB itself, should one of its versions do so.
  static TreeIterator* for_point_read(const MemtableTree& tree) {
    ThreadsOwn& own = threads_own();
    delete own.point_read;
    own.point_read = new TreeIterator(tree);
    return own.point_read;
  }

  static void* operator new(size_t) { return threads_own().spare.take(); }
  static void operator delete(void*) {}  // the destructor gave it back

  bool Valid() const override { return cursor_.entry() != nullptr; }
  const char* key() const override { return cursor_.entry(); }
  void Next() override { cursor_.next(); }
  void Prev() override { cursor_.previous(); }
  void Seek(const rocksdb::Slice& internal_key, const char*) override { cursor_.seek(MemtableKey(view(internal_key))); }
  void SeekForPrev(const rocksdb::Slice& internal_key, const char*) override {
    cursor_.seek_backward(MemtableKey(view(internal_key)));
  }
  void SeekToFirst() override { cursor_.seek_to_first(); }
  void SeekToLast() override { cursor_.seek_to_last(); }

 private:
  struct ThreadsOwn {
    ~ThreadsOwn() { delete point_read; }

    SpareBlocks spare{sizeof(TreeIterator)};
    TreeIterator* point_read = nullptr;
  };

  static ThreadsOwn& threads_own() {
    thread_local ThreadsOwn own;
    return own;
  }

  MemtableTree::Cursor cursor_;
};

class TreeMemtable final : public rocksdb::MemTableRep, private NodeMemory {
 public:
  TreeMemtable(rocksdb::Allocator* allocator, uint32_t column_family)
      : MemTableRep(allocator), column_family_(column_family), tree_(*this) {}

  void Insert(rocksdb::KeyHandle handle) override { InsertKey(handle); }
  bool InsertKey(rocksdb::KeyHandle handle) override {
    if (!tree_.expects_more()) look_ahead();
    return tree_.insert(static_cast<const char*>(handle));
  }
  bool InsertKeyWithHint(rocksdb::KeyHandle handle, void**) override { return InsertKey(handle); }

  bool Contains(const char* entry) const override {
    MemtableTree::Cursor cursor(tree_);
    const MemtableKey key = MemtableKey::of_entry(entry);
    cursor.seek(key);
    return cursor.entry() != nullptr && key.is_equal(MemtableKey::of_entry(cursor.entry()));
  }

  // All is the allocator's.
  size_t ApproximateMemoryUsage() override { return 0; }

  Iterator* GetIterator(rocksdb::Arena*) override { return new TreeIterator(tree_); }
  // Without an arena: MemTableRep::Get() asks.
  Iterator* GetDynamicPrefixIterator(rocksdb::Arena* arena) override {
    return arena != nullptr ? GetIterator(arena) : TreeIterator::for_point_read(tree_);
  }

 private:
  void look_ahead() {
    UpcomingKeys* const upcoming = UpcomingKeys::of_this_thread();
    if (upcoming == nullptr) return;
    const auto keys = upcoming->take(column_family_, MemtableTree::kMostExpected);
    if (keys.size() > 1) tree_.expect(keys);
  }

  char* allocate(size_t bytes) override {
    char* block = nullptr;
    MemTableRep::Allocate(bytes, &block);
    return block;
  }

  const uint32_t column_family_;
  MemtableTree tree_;
};

class TreeMemtableFactory final : public rocksdb::MemTableRepFactory {
 public:
  using MemTableRepFactory::CreateMemTableRep;
  rocksdb::MemTableRep* CreateMemTableRep(const rocksdb::MemTableRep::KeyComparator&, rocksdb::Allocator* allocator,
                                          const rocksdb::SliceTransform*, rocksdb::Logger*,
                                          uint32_t column_family) override {
    return new TreeMemtable(allocator, column_family);
  }
  rocksdb::MemTableRep* CreateMemTableRep(const rocksdb::MemTableRep::KeyComparator&, rocksdb::Allocator* allocator,
                                          const rocksdb::SliceTransform*, rocksdb::Logger*) override {
    return new TreeMemtable(allocator, UINT32_MAX);
  }
  const char* Name() const override { return "BasaltTreeMemtable"; }
  bool CanHandleDuplicatedKey() const override { return true; }
};

}  // namespace

std::shared_ptr<rocksdb::MemTableRepFactory> make_tree_memtable_factory() {
  return std::make_shared<TreeMemtableFactory>();
}

}  // namespace basalt::engine
