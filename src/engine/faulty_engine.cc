#include "basalt/engine/faulty_engine.h"

#include <chrono>
#include <thread>
#include <utility>

namespace basalt::engine {
namespace {

// Takes one of the calls that still succeed; false when none is left. Negative: unlimited.
bool take_one(std::atomic<int64_t>& remaining) {
  int64_t seen = remaining.load();
  do {
    if (seen < 0) return true;
    if (seen == 0) return false;
  } while (!remaining.compare_exchange_weak(seen, seen - 1));
  return true;
}

class FaultyEngine final : public StorageEngine {
 public:
  FaultyEngine(std::unique_ptr<StorageEngine> engine, FaultPlan& plan) : engine_(std::move(engine)), plan_(plan) {}

  EngineResult<bool> get(const RowRef& row, const ReadOptions& options, std::string& value) override {
    if (!take_one(plan_.fail_read_after)) return fault("get");
    return engine_->get(row, options, value);
  }

  EngineResult<void> multi_get(std::span<const RowRef> rows, const ReadOptions& options,
                               std::span<std::optional<std::string>> values) override {
    if (!take_one(plan_.fail_read_after)) return fault("multi_get");
    return engine_->multi_get(rows, options, values);
  }

  EngineResult<void> scan(const ScanRange& range, const ReadOptions& options, RowPage& page) override {
    if (!take_one(plan_.fail_read_after)) return fault("scan");
    return engine_->scan(range, options, page);
  }

  EngineResult<bool> visit(const KeyRange& range, const ReadOptions& options, RowVisitor& visitor) override {
    if (!take_one(plan_.fail_read_after)) return fault("visit");
    return engine_->visit(range, options, visitor);
  }

  EngineResult<void> commit(std::span<const Batch> batches) override {
    if (const int64_t delay_us = plan_.commit_delay_us.load(); delay_us > 0) {
      std::this_thread::sleep_for(std::chrono::microseconds{delay_us});
    }
    if (!take_one(plan_.fail_commit_after)) return fault("commit");
    return engine_->commit(batches);
  }

  std::unique_ptr<Snapshot> snapshot() override { return engine_->snapshot(); }
  EngineResult<void> checkpoint(const std::string& directory) override { return engine_->checkpoint(directory); }
  EngineResult<FileCheck> verify_checksums(const FileProgress& on_progress) override {
    if (!take_one(plan_.fail_read_after)) return fault("verify_checksums");
    return engine_->verify_checksums(on_progress);
  }
  EngineResult<void> sync() override { return engine_->sync(); }
  Capabilities capabilities() const override { return engine_->capabilities(); }
  EngineStats stats() override { return engine_->stats(); }
  EngineFigures figures() override { return engine_->figures(); }

 private:
  Failure<Error> fault(std::string_view call) const {
    return Failure{Error{plan_.code.load(), "injected fault in " + std::string(call)}};
  }

  std::unique_ptr<StorageEngine> engine_;
  FaultPlan& plan_;
};

}  // namespace

std::unique_ptr<StorageEngine> make_faulty(std::unique_ptr<StorageEngine> engine, FaultPlan& plan) {
  return std::make_unique<FaultyEngine>(std::move(engine), plan);
}

}  // namespace basalt::engine
