// BackgroundErrorListener: closes the latch when RocksDB's own threads fail (flush, compaction, manifest).
#pragma once

#include <rocksdb/listener.h>

#include "engine/read_only_latch.h"

namespace basalt::engine {

// latch must outlive the database. Called from RocksDB's threads.
class BackgroundErrorListener final : public rocksdb::EventListener {
 public:
  explicit BackgroundErrorListener(ReadOnlyLatch& latch) : latch_(latch) {}
  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override;
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason reason, rocksdb::Status error, bool* recover) override;

 private:
  ReadOnlyLatch& latch_;
};

}  // namespace basalt::engine
