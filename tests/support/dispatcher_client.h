// DispatcherClient: calls actions through the real Dispatcher on a real store (RocksDB in memory), one at a time,
// without HTTP. For wire and model tests.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/base/clock.h"
#include "basalt/engine/read_cache.h"
#include "basalt/engine/rocksdb_engine.h"
#include "basalt/store/store.h"
#include "basalt/wire/dispatcher.h"
#include "basalt/wire/fault_rules.h"

namespace basalt::testing {

// Runs what is posted on the thread that waits for an answer.
class WaitingThread final : public wire::IoThread, public wire::Lanes {
 public:
  void post(UniqueFunction<void()> work) override {
    const std::lock_guard lock(mutex_);
    work_.push_back(std::move(work));
    arrived_.notify_one();
  }
  // Time stands still for those who wait here.
  void post_after(std::chrono::milliseconds, UniqueFunction<void()> work) override { post(std::move(work)); }
  bool to_pool(UniqueFunction<void(wire::Turn)> work) override {
    post([work = std::move(work)]() mutable { work(wire::Turn::kRun); });
    return true;
  }
  void run_one() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return !work_.empty(); });
    UniqueFunction<void()> work = std::move(work_.front());
    work_.pop_front();
    lock.unlock();
    work();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<UniqueFunction<void()>> work_;
};

class DispatcherClient {
 public:
  explicit DispatcherClient(operations::Settings settings = {}, store::StoreOptions options = {})
      : settings_(settings) {
    engine_ = engine::cache_reads(
        engine::open_rocksdb({.in_memory = true, .durability = engine::Durability::kNone}).value(), {});
    store_ = store::Store::open(*engine_, clock_, options).value();
    dispatcher_.emplace(*store_, clock_, settings_, thread_, &faults_);
  }
  ~DispatcherClient() { store_->drain(); }

  // The answer to a request body; target without its prefix ("GetItem").
  wire::Answer call(std::string_view action, std::string_view body, operations::Identity identity = {}) {
    return call_target("DynamoDB_20120810." + std::string(action), body, std::move(identity));
  }
  wire::Answer call_target(const std::string& target, std::string_view body, operations::Identity identity = {}) {
    std::string padded(body);
    padded.append(wire::kBodyPadding, '\0');
    std::optional<wire::Answer> answer;
    dispatcher_->handle(wire::Call{.target = target,
                                   .body = std::string_view(padded).substr(0, body.size()),
                                   .identity = std::move(identity),
                                   .authentication_error = std::nullopt},
                        thread_, [&answer](wire::Answer given) { answer = std::move(given); });
    while (!answer) thread_.run_one();
    return std::move(*answer);
  }
  ManualClock& clock() { return clock_; }
  store::Store& store() { return *store_; }
  wire::FaultRules& faults() { return faults_; }

 private:
  ManualClock clock_{std::chrono::seconds(1'767'225'600)};  // 2026-01-01
  operations::Settings settings_;
  WaitingThread thread_;
  wire::FaultRules faults_;
  std::unique_ptr<engine::StorageEngine> engine_;
  std::unique_ptr<store::Store> store_;
  std::optional<wire::Dispatcher> dispatcher_;
};

}  // namespace basalt::testing
