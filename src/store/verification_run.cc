#include "store/verification_run.h"

#include <utility>

#include "basalt/base/check.h"

namespace basalt::store {
namespace {

std::string_view name_of(engine::KeySpace space) {
  switch (space) {
    case engine::KeySpace::kMeta:
      return "catalog";
    case engine::KeySpace::kItems:
      return "items";
    case engine::KeySpace::kIndexes:
      return "indexes";
    case engine::KeySpace::kLog:
      return "change log";
  }
  CHECK(!"a key space");
  return {};
}

}  // namespace

VerificationRun::VerificationRun(engine::StorageEngine& engine, const VerificationOptions& options)
    : engine_(engine), options_(options), snapshot_(engine.snapshot()) {
  CHECK(!engine.capabilities().shared_by_processes);
}

void VerificationRun::begin_stage(std::string_view stage, std::string_view table) {
  progress_.stage = stage;
  progress_.table = table;
}

void VerificationRun::report(Finding finding) {
  ++result_.findings_total;
  if (result_.findings.size() < options_.max_findings) result_.findings.push_back(std::move(finding));
}

bool VerificationRun::go_on(uint64_t done) {
  progress_.done += done;
  progress_.findings = result_.findings_total;
  if (!ended_ && options_.on_progress) ended_ = !options_.on_progress(progress_);
  return !ended_;
}

void VerificationRun::report_unreadable(engine::KeySpace space, const engine::Error& error) {
  report({"rows cannot be read: a file is damaged", std::string(progress_.table), "",
          std::string(name_of(space)) + ": " + error.detail});
}

engine::EngineResult<bool> VerificationRun::for_each_row(const RowsOf& rows, const Visit& visit) {
  const bool forward = rows.direction == engine::Direction::kForward;
  std::string begin = rows.begin;
  std::string end = rows.end;
  engine::RowPage page;
  do {
    if (ended_) return false;
    const auto scanned = engine_.scan({.space = rows.space,
                                       .begin = begin,
                                       .end = end,
                                       .direction = rows.direction,
                                       .max_rows = options_.page_bytes,
                                       .max_bytes = options_.page_bytes},
                                      {.snapshot = snapshot_.get()}, page);
    if (!scanned.ok()) {
      if (scanned.error().code != engine::ErrorCode::kCorruption) return Failure{scanned.error()};
      report_unreadable(rows.space, scanned.error());
      return false;
    }
    for (size_t i = 0; i < page.size(); ++i) TRY(visit(page.key(i), page.value(i)));
    if (!page.empty()) {
      const std::string_view last = page.key(page.size() - 1);
      forward ? begin = std::string(last) + '\0' : end = std::string(last);
    }
    go_on(page.size());
  } while (page.more());
  return !ended_;
}

engine::EngineResult<bool> VerificationRun::get(engine::KeySpace space, std::string_view key, std::string& value) {
  const auto found = engine_.get({.space = space, .key = key}, {.snapshot = snapshot_.get()}, value);
  if (found.ok()) return *found;
  if (found.error().code != engine::ErrorCode::kCorruption) return Failure{found.error()};
  report_unreadable(space, found.error());
  return false;
}

engine::EngineResult<std::optional<std::string>> VerificationRun::first_row(const RowsOf& rows) {
  engine::RowPage page;
  const engine::ScanRange range{
      .space = rows.space, .begin = rows.begin, .end = rows.end, .direction = rows.direction, .max_rows = 1};
  const auto scanned = engine_.scan(range, {.snapshot = snapshot_.get()}, page);
  if (scanned.ok()) return page.empty() ? std::nullopt : std::optional(std::string(page.key(0)));
  if (scanned.error().code != engine::ErrorCode::kCorruption) return Failure{scanned.error()};
  report_unreadable(rows.space, scanned.error());
  return std::optional<std::string>();
}

engine::EngineResult<void> VerificationRun::check_files() {
  begin_stage("files");
  const engine::FileCheck checked = TRY(engine_.verify_checksums([this](uint64_t done, uint64_t total) {
    progress_.done = done;
    progress_.total = total;
    return go_on(0);
  }));
  progress_.done = 0;
  progress_.total = 0;
  result_.counts.files = checked.files;
  result_.counts.file_bytes = checked.bytes;
  for (const engine::FileDamage& damage : checked.damages) report(finding_of(damage));
  return {};
}

Verification VerificationRun::take() {
  result_.complete = !ended_;
  return std::move(result_);
}

}  // namespace basalt::store
