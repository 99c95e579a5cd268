// TableCount: how many table files there are. RocksDB tells of each from its own threads.
#pragma once

#include <rocksdb/listener.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace basalt::engine {

class TableCount final : public rocksdb::EventListener {
 public:
  // Those that were there when the database was opened.
  void add(size_t tables) { count_.fetch_add(static_cast<int64_t>(tables), std::memory_order_relaxed); }
  int64_t count() const { return count_.load(std::memory_order_relaxed); }

  void OnTableFileCreated(const rocksdb::TableFileCreationInfo& info) override {
    if (info.status.ok()) count_.fetch_add(1, std::memory_order_relaxed);
  }
  void OnTableFileDeleted(const rocksdb::TableFileDeletionInfo& info) override {
    if (info.status.ok()) count_.fetch_sub(1, std::memory_order_relaxed);
  }

 private:
  std::atomic<int64_t> count_{0};
};

}  // namespace basalt::engine
