// CachedEngine: the class behind cache_reads. What of it is current is WriteStamps' to say.
//
//   get, multi_get, visit of the newest state ── found, and still so ──► answered
//                └─ else ──► the engine ──► kept when it is asked for the second time
//   commit ──► the engine, between the two counts of its rows
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "basalt/base/lru_cache.h"
#include "basalt/base/metrics.h"
#include "basalt/engine/read_cache.h"
#include "basalt/engine/row_page.h"
#include "engine/second_touch.h"
#include "engine/write_stamps.h"

namespace basalt::engine {

class CachedEngine final : public StorageEngine {
 public:
  CachedEngine(std::unique_ptr<StorageEngine> engine, const ReadCacheOptions& options);

  EngineResult<bool> get(const RowRef& row, const ReadOptions& options, std::string& value) override;
  EngineResult<void> multi_get(std::span<const RowRef> rows, const ReadOptions& options,
                               std::span<std::optional<std::string>> values) override;
  EngineResult<void> scan(const ScanRange& range, const ReadOptions& options, RowPage& page) override;
  EngineResult<bool> visit(const KeyRange& range, const ReadOptions& options, RowVisitor& visitor) override;
  EngineResult<void> commit(std::span<const Batch> batches) override;
  std::unique_ptr<Snapshot> snapshot() override { return engine_->snapshot(); }
  EngineResult<void> checkpoint(const std::string& directory) override { return engine_->checkpoint(directory); }
  EngineResult<FileCheck> verify_checksums(const FileProgress& on_progress) override {
    return engine_->verify_checksums(on_progress);
  }
  EngineResult<void> sync() override { return engine_->sync(); }
  Capabilities capabilities() const override { return engine_->capabilities(); }
  EngineStats stats() override;
  EngineFigures figures() override;

 private:
  // A row, or that there is none.
  struct KnownRow {
    WriteStamps::Stretch stretch;
    WriteStamps::Stamp stamp;
    std::optional<std::string> value;
  };
  // The first rows of a range in its direction: all of them, or as many as its readers want.
  struct KnownRange {
    WriteStamps::Stretch stretch;
    WriteStamps::Stamp stamp;
    RowPage rows;
  };
  using Known = std::vector<std::shared_ptr<const KnownRow>>;

  std::shared_ptr<const KnownRow> find_current(const RowRef& row);
  bool is_current(const KnownRow& row) const { return stamps_.is_still(row.stretch, row.stamp); }
  // What a row that is about to be read from the engine is to be kept with; nullopt: it is not to be kept.
  std::optional<WriteStamps::Stamp> stamp_to_keep(const RowRef& row);
  void keep(const RowRef& row, WriteStamps::Stamp stamp, const std::optional<std::string>& value);
  EngineResult<void> read_unknown(std::span<const RowRef> rows, const Known& known, const ReadOptions& options,
                                  std::span<std::optional<std::string>> values);

  EngineResult<bool> visit_and_keep(const KeyRange& range, const WriteStamps::Stretch& stretch,
                                    const ReadOptions& options, RowVisitor& visitor);

  const std::unique_ptr<StorageEngine> engine_;
  WriteStamps stamps_;
  LruCache<KnownRow> rows_;
  LruCache<KnownRange> ranges_;
  SecondTouch touched_;
  metrics::BusyCounter hits_;
  metrics::BusyCounter misses_;
};

}  // namespace basalt::engine
