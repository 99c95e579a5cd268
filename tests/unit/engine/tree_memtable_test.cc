// A real RocksDB with our memtables beside one with its own: the same operations, the same answers.
#include "engine/tree_memtable.h"

#include <gtest/gtest.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <array>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/upcoming_keys.h"

namespace basalt::engine {
namespace {

class Database {
 public:
  explicit Database(std::shared_ptr<rocksdb::MemTableRepFactory> factory)
      : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    rocksdb::Options options;
    options.env = env_.get();
    options.create_if_missing = true;
    options.allow_concurrent_memtable_write = false;
    options.write_buffer_size = 256 << 10;
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(4));
    options.memtable_prefix_bloom_size_ratio = 0.01;
    options.memtable_whole_key_filtering = true;
    if (factory) options.memtable_factory = std::move(factory);
    rocksdb::DB* db = nullptr;
    EXPECT_TRUE(rocksdb::DB::Open(options, "/test", &db).ok());
    db_.reset(db);
  }

  rocksdb::DB& operator*() { return *db_; }
  rocksdb::DB* operator->() { return db_.get(); }

 private:
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<rocksdb::DB> db_;
};

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows rows_of(rocksdb::DB& db, const rocksdb::ReadOptions& options, bool is_forward, const std::string& from,
             size_t limit) {
  const std::unique_ptr<rocksdb::Iterator> iterator(db.NewIterator(options));
  is_forward ? iterator->Seek(from) : iterator->SeekForPrev(from);
  Rows rows;
  for (; iterator->Valid() && rows.size() < limit; is_forward ? iterator->Next() : iterator->Prev()) {
    rows.emplace_back(iterator->key().ToString(), iterator->value().ToString());
  }
  EXPECT_TRUE(iterator->status().ok());
  return rows;
}

// Applies the same random operations to both and compares what they read.
class Twins {
 public:
  explicit Twins(uint64_t seed) : random_(seed) {}
  ~Twins() { release(); }

  void change() {
    rocksdb::WriteBatch batch;
    std::array<std::string, 20> keys;
    UpcomingKeys upcoming;  // as a commit tells them, or only some
    const bool tells_all = random_() % 2 == 0;
    for (std::string& key : keys) {
      key = some_key();
      if (tells_all || random_() % 2 == 0) upcoming.add(ours_->DefaultColumnFamily()->GetID(), key);
      switch (random_() % 10) {
        case 0:
          EXPECT_TRUE(batch.DeleteRange(key, key + "5").ok());
          break;
        case 1:
        case 2:
          EXPECT_TRUE(batch.Delete(key).ok());
          break;
        default:
          EXPECT_TRUE(batch.Put(key, std::string(random_() % 60, static_cast<char>('a' + random_() % 26))).ok());
      }
    }
    rocksdb::WriteBatch copy(batch);
    EXPECT_TRUE(ours_->Write({}, &batch).ok());
    EXPECT_TRUE(theirs_->Write({}, &copy).ok());
  }
  void take_snapshots() {
    release();
    our_snapshot_ = ours_->GetSnapshot();
    their_snapshot_ = theirs_->GetSnapshot();
  }
  void compare() {
    for (const bool with_snapshot : {false, true}) {
      rocksdb::ReadOptions our_options, their_options;
      our_options.total_order_seek = their_options.total_order_seek = true;
      if (with_snapshot) {
        our_options.snapshot = our_snapshot_;
        their_options.snapshot = their_snapshot_;
      }
      for (const bool is_forward : {true, false}) {
        for (const size_t limit : {size_t{3}, size_t{100000}}) {
          const std::string from = some_key();
          ASSERT_EQ(rows_of(*ours_, our_options, is_forward, from, limit),
                    rows_of(*theirs_, their_options, is_forward, from, limit));
        }
      }
      compare_points(our_options, their_options);
    }
  }

 private:
  std::string some_key() { return "key" + std::to_string(random_() % 2000); }
  void compare_points(const rocksdb::ReadOptions& our_options, const rocksdb::ReadOptions& their_options) {
    std::vector<std::string> keys;
    for (int i = 0; i < 50; ++i) keys.push_back(some_key());
    const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<std::string> ours, theirs;
    ASSERT_EQ(ours_->MultiGet(our_options, slices, &ours), theirs_->MultiGet(their_options, slices, &theirs));
    ASSERT_EQ(ours, theirs);
    for (const std::string& key : keys) {
      std::string our_value, their_value;
      ASSERT_EQ(ours_->Get(our_options, key, &our_value), theirs_->Get(their_options, key, &their_value));
      ASSERT_EQ(our_value, their_value);
    }
  }
  void release() {
    if (our_snapshot_ != nullptr) ours_->ReleaseSnapshot(our_snapshot_);
    if (their_snapshot_ != nullptr) theirs_->ReleaseSnapshot(their_snapshot_);
    our_snapshot_ = their_snapshot_ = nullptr;
  }

  std::mt19937_64 random_;
  Database ours_{make_tree_memtable_factory()};
  Database theirs_{nullptr};
  const rocksdb::Snapshot* our_snapshot_ = nullptr;
  const rocksdb::Snapshot* their_snapshot_ = nullptr;
};

TEST(TreeMemtable, answers_as_the_skip_list_does) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    Twins twins(seed);
    for (int round = 0; round < 300; ++round) {
      if (round % 40 == 0) twins.take_snapshots();
      twins.change();
      if (round % 10 == 0) {
        ASSERT_NO_FATAL_FAILURE(twins.compare());
      }
    }
  }
}

#ifdef __GLIBC__
// RocksDB's own memtables do their point reads themselves; for others it makes an iterator for each and forgets it.
TEST(TreeMemtable, point_reads_leave_nothing_behind) {
  Database db(make_tree_memtable_factory());
  ASSERT_TRUE(db->Put({}, "key", "value").ok());
  std::string value;
  ASSERT_TRUE(db->Get({}, "key", &value).ok());
  const size_t before = mallinfo2().uordblks;
  for (int i = 0; i < 20000; ++i) ASSERT_TRUE(db->Get({}, "key", &value).ok());
  EXPECT_LT(mallinfo2().uordblks, before + (size_t{1} << 20));
}
#endif

TEST(TreeMemtable, iterators_may_end_in_another_thread_than_they_began_in) {
  Database db(make_tree_memtable_factory());
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(db->Put({}, "key" + std::to_string(i), "value").ok());
  for (int round = 0; round < 20; ++round) {
    std::unique_ptr<rocksdb::Iterator> iterator(db->NewIterator({}));
    std::thread([&] {
      size_t rows = 0;
      for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) ++rows;
      EXPECT_EQ(rows, 1000U);
      iterator.reset();
    }).join();
  }
}

}  // namespace
}  // namespace basalt::engine
