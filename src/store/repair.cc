#include "basalt/store/repair.h"

#include <algorithm>
#include <span>
#include <vector>

#include "basalt/base/fault_point.h"
#include "store/catalog_rows.h"
#include "store/stray_rows.h"
#include "store/table_check.h"

namespace basalt::store {
namespace {

// Gathers what mends the differences and commits it piece by piece. Pieces do not depend on each other.
class MendingSink final : public DifferenceSink {
 public:
  MendingSink(engine::StorageEngine& engine, const RepairOptions& options, Repair& repair)
      : engine_(engine), options_(options), repair_(repair) {}

  engine::EngineResult<void> row(const Table& table, const RowDifference& difference) override {
    engine::Batch& batch = batches_.emplace_back(difference.shard);
    switch (difference.kind) {
      case RowDifference::Kind::kMissing:
        ++repair_.counts.rows_added;
        batch.put(engine::KeySpace::kIndexes, difference.row, difference.value);
        break;
      case RowDifference::Kind::kDiffers:
        ++repair_.counts.rows_corrected;
        batch.put(engine::KeySpace::kIndexes, difference.row, difference.value);
        break;
      case RowDifference::Kind::kExtra:
        ++repair_.counts.rows_removed;
        batch.erase(engine::KeySpace::kIndexes, difference.row);
        break;
    }
    mended(finding_of(table, difference));
    return commit_when_large();
  }

  engine::EngineResult<void> tally(const Table& table, const TallyDifference& difference) override {
    ++repair_.counts.counters_corrected;
    ShardTally tally = difference.counted;
    tally.newest_timestamp = std::max(tally.newest_timestamp, difference.stored.newest_timestamp);
    batches_.emplace_back(difference.shard)
        .put(engine::KeySpace::kMeta, tally_row(difference.space, difference.shard), encode_tally(tally));
    mended(finding_of(table, difference));
    return commit_when_large();
  }

  // Rows of an index that nothing knows of; nothing follows from them. How many there are is not counted.
  engine::EngineResult<void> stray(const StrayRows& stray) {
    ++repair_.counts.rows_removed;
    batches_.emplace_back(kCatalogShard).erase_range(stray.space, stray.begin, stray.end);
    mended(finding_of(stray));
    return commit();
  }

  engine::EngineResult<void> commit() {
    if (batches_.empty()) return {};
    FAULT_POINT("repair.before_commit");
    TRY(engine_.commit(batches_));
    FAULT_POINT("repair.after_commit");
    batches_.clear();
    return {};
  }

 private:
  engine::EngineResult<void> commit_when_large() {
    constexpr size_t kMaxBatches = 1024;
    bytes_ += batches_.back().bytes();
    if (batches_.size() < kMaxBatches && bytes_ < options_.page_bytes) return {};
    bytes_ = 0;
    return commit();
  }

  void mended(Finding finding) {
    if (repair_.mended.size() < options_.max_findings) repair_.mended.push_back(std::move(finding));
  }

  engine::StorageEngine& engine_;
  const RepairOptions& options_;
  Repair& repair_;
  std::vector<engine::Batch> batches_;
  size_t bytes_ = 0;
};

engine::EngineResult<void> mend_stray(VerificationRun& run, const CheckedCatalog& catalog, MendingSink& sink) {
  return find_stray_rows(run, catalog, [&](const StrayRows& stray) -> engine::EngineResult<void> {
    if (stray.space == engine::KeySpace::kIndexes && !stray.end.empty()) return sink.stray(stray);
    run.report(finding_of(stray));
    return {};
  });
}

}  // namespace

engine::EngineResult<Repair> repair(engine::StorageEngine& engine, const RepairOptions& options) {
  VerificationOptions reading{
      .checksums = false, .max_findings = options.max_findings, .page_bytes = options.page_bytes};
  if (options.on_progress) {
    reading.on_progress = [&](const VerificationProgress& progress) {
      options.on_progress(progress);
      return true;
    };
  }
  Repair repair;
  MendingSink sink(engine, options, repair);
  VerificationRun run(engine, reading);
  const CheckedCatalog catalog = TRY(CheckedCatalog::read(run));
  for (const TableRef& table : catalog.tables()) {
    TRY(TableCheck(run, catalog, *table, sink).check());
    TRY(sink.commit());
  }
  if (catalog.whole()) TRY(mend_stray(run, catalog, sink));
  TRY(engine.sync());
  Verification left = run.take();
  repair.left = std::move(left.findings);
  repair.left_total = left.findings_total;
  return repair;
}

}  // namespace basalt::store
