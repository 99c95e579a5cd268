// FaultedStore: the store as one request with injected faults sees it. It reads like the one below; it refuses to
// change what it must not change, and notes that it did. Lives as long as its request; as thread-safe as the store
// below.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "basalt/store/store.h"
#include "basalt/wire/fault_rules.h"

namespace basalt::wire {

class FaultedStore final : public store::Store, private store::Catalog {
 public:
  // The store must outlive it. refusal: what the fault refuses every change with; nullopt: it refuses none.
  FaultedStore(store::Store& store, const InjectedFaults& faults, std::optional<ApiError> refusal);

  // Whether a change was refused because all are.
  bool refused() const { return refused_.load(); }

  store::Catalog& catalog() override { return *this; }
  const store::ItemReader& items() const override { return store_.items(); }
  const store::ChangeLog& change_log() const override { return change_log_; }
  engine::StorageEngine& engine() override { return store_.engine(); }
  void submit(store::ItemWrite write) override;
  void submit(std::vector<store::ItemWrite> writes) override;
  void submit(store::Transaction transaction) override;
  ApiResult<void> maintain() override { return store_.maintain(); }
  uint64_t hybrid_now() override { return store_.hybrid_now(); }
  ApiResult<void> seal_change_log(uint64_t below) override { return store_.seal_change_log(below); }
  const store::TableUsages& usages() const override { return store_.usages(); }
  void show_metrics(metrics::Page& page) const override { store_.show_metrics(page); }
  ApiResult<std::unique_ptr<const store::StoreImage>> image(uint64_t max_bytes) override;
  ApiResult<void> restore(const store::StoreImage& image) override;
  void drain() override { store_.drain(); }

 private:
  store::TableRef find(std::string_view scope, std::string_view name) const override;
  Names list(std::string_view scope, std::string_view after, size_t limit) const override;
  size_t table_count(std::string_view scope) const override;
  std::vector<store::TableRef> select(const Wanted& wanted) const override;
  ApiResult<store::TableRef> create(store::TableDefinition definition) override;
  ApiResult<store::TableRef> update(store::TableDefinition definition) override;
  ApiResult<store::TableRef> edit(const store::Table& table, const Edit& edit) override;
  ApiResult<void> remove(const store::Table& table) override;

  Failure<ApiError> refuse();

  store::Store& store_;
  const std::optional<ApiError> refusal_;
  const std::vector<bool> unprocessed_;
  const store::ChangeLog change_log_;
  std::atomic<bool> refused_{false};
};

}  // namespace basalt::wire
