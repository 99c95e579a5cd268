// VerificationRun: what the parts of a verification (and of a repair) share: the snapshot they read, how far they are,
// and what they have found. Owned by one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/store/verification.h"

namespace basalt::store {

struct RowsOf {
  engine::KeySpace space;
  std::string begin;
  std::string end;  // empty: to the end of the key space
  engine::Direction direction = engine::Direction::kForward;
};

class VerificationRun {
 public:
  // Both must outlive the run.
  VerificationRun(engine::StorageEngine& engine, const VerificationOptions& options);

  engine::StorageEngine& engine() const { return engine_; }
  const VerificationOptions& options() const { return options_; }
  VerificationCounts& counts() { return result_.counts; }

  void begin_stage(std::string_view stage, std::string_view table = {});
  // Rows that are to come.
  void expect_rows(uint64_t rows) { progress_.total += rows; }
  void report(Finding finding);
  // Tells where it is; false: it is to end.
  bool go_on(uint64_t done);
  bool ended() const { return ended_; }

  // Visits rows until there are no more, page by page. False when not all of them were seen: because the run is to end,
  // or because some cannot be read, which is reported.
  using Visit = std::function<engine::EngineResult<void>(std::string_view key, std::string_view value)>;
  engine::EngineResult<bool> for_each_row(const RowsOf& rows, const Visit& visit);
  // As StorageEngine::get, at the snapshot. A row that cannot be read is reported, and counts as not there.
  engine::EngineResult<bool> get(engine::KeySpace space, std::string_view key, std::string& value);
  // The key of the first of the rows, in their direction. One that cannot be read is reported; then there is none.
  engine::EngineResult<std::optional<std::string>> first_row(const RowsOf& rows);

  // The engine's own files.
  engine::EngineResult<void> check_files();

  // The result, once everything was looked at.
  Verification take();

 private:
  void report_unreadable(engine::KeySpace space, const engine::Error& error);

  engine::StorageEngine& engine_;
  const VerificationOptions& options_;
  const std::unique_ptr<engine::Snapshot> snapshot_;
  VerificationProgress progress_;
  Verification result_;
  bool ended_ = false;
};

}  // namespace basalt::store
