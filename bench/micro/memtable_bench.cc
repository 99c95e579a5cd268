// RocksDB with Basalt's memtables beside RocksDB with its own, everything in memory and no log: what decision 11 rests
// on.
#include <benchmark/benchmark.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/perf_level.h>
#include <rocksdb/slice_transform.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>

#include "engine/tree_memtable.h"
#include "engine/upcoming_keys.h"

namespace basalt::bench {
namespace {

constexpr size_t kPrefix = 16;
constexpr uint64_t kOneCollection = 77;
constexpr int kCollectionRows = 12000;

std::string row_key(uint64_t hash, uint64_t number) {
  std::string key("\0\0\0\0\0\0\0\7", 8);
  for (const uint64_t word : {hash, number}) {
    for (int shift = 56; shift >= 0; shift -= 8) key.push_back(static_cast<char>(word >> shift));
  }
  return key;
}

// 0: RocksDB's skip list, 1: the tree.
class Memtable {
 public:
  explicit Memtable(int64_t kind) : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
    rocksdb::Options options;
    options.env = env_.get();
    options.create_if_missing = true;
    options.write_buffer_size = size_t{1} << 30;  // never written out
    options.allow_concurrent_memtable_write = false;
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(kPrefix));
    options.memtable_prefix_bloom_size_ratio = 0.001;
    options.memtable_whole_key_filtering = true;
    if (kind == 1) options.memtable_factory = engine::make_tree_memtable_factory();
    rocksdb::DB* db = nullptr;
    if (!rocksdb::DB::Open(options, "/bench", &db).ok()) std::abort();
    db_.reset(db);
    without_log_.disableWAL = true;
    fill();
  }

  void put_batch() {
    rocksdb::WriteBatch batch;
    std::array<std::string, 25> keys;
    engine::UpcomingKeys upcoming;  // as a commit tells them; the skip list does not ask
    for (std::string& key : keys) {
      key = row_key(random_(), 0);
      upcoming.add(db_->DefaultColumnFamily()->GetID(), key);
      (void)batch.Put(key, value_);
    }
    (void)db_->Write(without_log_, &batch);
  }
  std::unique_ptr<rocksdb::Iterator> collection(rocksdb::Slice* end) const {
    rocksdb::ReadOptions options;
    options.total_order_seek = true;
    options.iterate_upper_bound = end;
    return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options));
  }
  rocksdb::DB& db() { return *db_; }

 private:
  void fill() {
    for (int i = 0; i < 8000; ++i) put_batch();
    for (int i = 0; i < kCollectionRows; ++i) {
      (void)db_->Put(without_log_, row_key(kOneCollection, static_cast<uint64_t>(i)), value_);
    }
  }

  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<rocksdb::DB> db_;
  rocksdb::WriteOptions without_log_;
  std::mt19937_64 random_{1};
  const std::string value_ = std::string(110, 'v');
};

void BM_MemtableInsert25(benchmark::State& state) {
  Memtable memtable(state.range(0));
  for (auto _ : state) memtable.put_batch();
}
BENCHMARK(BM_MemtableInsert25)->DenseRange(0, 1)->Iterations(8000);

void BM_MemtableGet(benchmark::State& state) {
  Memtable memtable(state.range(0));
  std::mt19937_64 random(1);  // the same keys again
  std::string value;
  for (auto _ : state) {
    benchmark::DoNotOptimize(memtable.db().Get(rocksdb::ReadOptions(), row_key(random(), 0), &value).ok());
  }
}
BENCHMARK(BM_MemtableGet)->DenseRange(0, 1)->Iterations(100000);

void BM_MemtableWalk(benchmark::State& state) {
  Memtable memtable(state.range(0));
  const std::string last = row_key(kOneCollection + 1, 0);
  rocksdb::Slice end(last);
  for (auto _ : state) {
    const auto rows = memtable.collection(&end);
    for (rows->Seek(row_key(kOneCollection, 0)); rows->Valid(); rows->Next()) benchmark::DoNotOptimize(rows->value());
  }
  state.SetItemsProcessed(state.iterations() * kCollectionRows);
}
BENCHMARK(BM_MemtableWalk)->DenseRange(0, 1);

void BM_MemtableWalkBack(benchmark::State& state) {
  Memtable memtable(state.range(0));
  const std::string last = row_key(kOneCollection + 1, 0);
  const std::string first = row_key(kOneCollection, 0);
  rocksdb::Slice end(last);
  for (auto _ : state) {
    const auto rows = memtable.collection(&end);
    for (rows->SeekToLast(); rows->Valid() && rows->key().compare(first) >= 0; rows->Prev()) {
      benchmark::DoNotOptimize(rows->value());
    }
  }
  state.SetItemsProcessed(state.iterations() * kCollectionRows);
}
BENCHMARK(BM_MemtableWalkBack)->DenseRange(0, 1);

}  // namespace
}  // namespace basalt::bench
