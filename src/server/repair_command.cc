#include "server/repair_command.h"

#include <cstdio>
#include <string>
#include <utility>

#include "basalt/engine/rocksdb_engine.h"
#include "basalt/store/repair.h"
#include "server/progress_bar.h"

namespace basalt::server {
namespace {

constexpr size_t kBlockCacheBytes = size_t{64} << 20;

void say(const std::string& text) { std::printf("%s\n", text.c_str()); }

VerdictStatus fail(const std::string& why) {
  std::fprintf(stderr, "basalt: cannot repair: %s\n", why.c_str());
  return VerdictStatus::kCouldNotRun;
}

engine::EngineResult<void> salvage(const engine::RocksdbOptions& options) {
  const auto salvaged = TRY(engine::salvage_log(options));
  if (!salvaged) {
    say("The write-ahead log is not damaged; nothing was dropped.");
    return {};
  }
  const engine::FileDamage& damage = salvaged->damage;
  say("The write-ahead log is damaged: " + damage.file + ", offset " + std::to_string(damage.offset.value_or(0)) +
      ": " + damage.detail);
  say("DROPPED: " + std::to_string(salvaged->dropped_bytes) +
      " bytes of log from there on. Writes that were acknowledged may be among them.");
  for (const std::string& copy : salvaged->copies) say("kept as it was: " + copy);
  return {};
}

VerdictStatus report(const store::Repair& repaired) {
  for (const store::Finding& finding : repaired.mended) say("mended: " + describe(finding));
  const store::RepairCounts& counts = repaired.counts;
  const uint64_t untold = counts.all() - repaired.mended.size();
  if (untold > 0) say("and " + std::to_string(untold) + " more");
  for (const store::Finding& finding : repaired.left) say("LEFT AS IT IS: " + describe(finding));
  if (repaired.left_total > repaired.left.size()) {
    say("and " + std::to_string(repaired.left_total - repaired.left.size()) + " more");
  }
  say("rows added: " + std::to_string(counts.rows_added) + ", corrected: " + std::to_string(counts.rows_corrected) +
      ", removed: " + std::to_string(counts.rows_removed) +
      "; counters corrected: " + std::to_string(counts.counters_corrected));
  if (repaired.left_total > 0) {
    say(std::to_string(repaired.left_total) + " problems are left");
    return VerdictStatus::kProblems;
  }
  say(counts.all() == 0 ? "nothing to repair" : "repaired");
  return VerdictStatus::kClean;
}

}  // namespace

VerdictStatus repair_command(const Config& config, bool salvage_log) {
  engine::RocksdbOptions options{.directory = config.data_dir, .block_cache_bytes = kBlockCacheBytes};
  // It must be there: opening one to write would make it.
  options.read_only = true;
  if (const auto there = engine::open_rocksdb(options); !there.ok()) {
    const engine::Error& error = there.error();
    if (error.code != engine::ErrorCode::kCorruption) return fail(error.detail);
    if (!salvage_log) return fail(error.detail);
  }
  options.read_only = false;
  if (salvage_log) {
    if (const auto salvaged = salvage(options); !salvaged.ok()) return fail(salvaged.error().detail);
  }
  auto engine = engine::open_rocksdb(options);
  if (!engine.ok()) return fail(engine.error().detail);
  ProgressBar bar;
  store::RepairOptions how;
  how.on_progress = [&](const store::VerificationProgress& progress) { bar.show(progress); };
  auto repaired = store::repair(**engine, how);
  bar.clear();
  if (!repaired.ok()) return fail(repaired.error().detail);
  return report(*repaired);
}

}  // namespace basalt::server
