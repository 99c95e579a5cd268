#include "basalt/store/verification.h"

#include "store/change_log_check.h"
#include "store/checked_catalog.h"
#include "store/stray_rows.h"
#include "store/table_check.h"
#include "store/verification_run.h"

namespace basalt::store {
namespace {

class ReportingSink final : public DifferenceSink {
 public:
  explicit ReportingSink(VerificationRun& run) : run_(run) {}
  engine::EngineResult<void> row(const Table& table, const RowDifference& difference) override {
    run_.report(finding_of(table, difference));
    return {};
  }
  engine::EngineResult<void> tally(const Table& table, const TallyDifference& difference) override {
    run_.report(finding_of(table, difference));
    return {};
  }

 private:
  VerificationRun& run_;
};

engine::EngineResult<void> check_rows(VerificationRun& run) {
  const CheckedCatalog catalog = TRY(CheckedCatalog::read(run));
  ReportingSink sink(run);
  for (const TableRef& table : catalog.tables()) {
    if (run.ended()) return {};
    TRY(TableCheck(run, catalog, *table, sink).check());
    TRY(ChangeLogCheck(run, *table).check());
  }
  if (!catalog.whole() || run.ended()) return {};
  return find_stray_rows(run, catalog, [&](const StrayRows& stray) -> engine::EngineResult<void> {
    run.report(finding_of(stray));
    return {};
  });
}

}  // namespace

std::string describe(const Finding& finding) {
  std::string line = finding.what;
  const auto append = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) line.append(name).append(value);
  };
  append(", table ", finding.table);
  append(", key ", finding.key);
  append(", ", finding.place);
  return line;
}

Finding finding_of(const engine::FileDamage& damage) {
  std::string place = damage.file;
  if (damage.offset) place.append(", offset ").append(std::to_string(*damage.offset));
  return {"a file is damaged", "", "", place.append(": ").append(damage.detail)};
}

engine::EngineResult<Verification> verify(engine::StorageEngine& engine, const VerificationOptions& options) {
  VerificationRun run(engine, options);
  if (options.checksums) TRY(run.check_files());
  if (!run.ended()) TRY(check_rows(run));
  return run.take();
}

}  // namespace basalt::store
