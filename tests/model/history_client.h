// HistoryClient: carries out the operations of a history, as the API's actions on a real store, and notes the answers.
// Or does so wrongly on purpose: a store that keeps no transactions together, to show that the checker sees it.
#pragma once

#include <memory>
#include <string>

#include "basalt/base/clock.h"
#include "basalt/engine/read_cache.h"
#include "basalt/engine/rocksdb_engine.h"
#include "basalt/operations/context.h"
#include "basalt/store/store.h"
#include "model/history.h"

namespace basalt::testing {

// A store in memory with two tables, "Even" and "Odd", shared by all clients.
class HistoryStore {
 public:
  HistoryStore();
  ~HistoryStore() { store_->drain(); }
  operations::Context context() { return {*store_, clock_, settings_, operations::Identity{}, engine::ReadTier::kAll}; }

 private:
  ManualClock clock_{std::chrono::seconds{1'767'225'600}};
  operations::Settings settings_;
  std::unique_ptr<engine::StorageEngine> engine_;
  std::unique_ptr<store::Store> store_;
};

// What is done wrongly.
enum class Fault {
  kNone,
  kWritesApart,  // a transaction's conditions are looked at, then its writes made one by one
  kReadsApart,   // a transaction's items are read one by one
};

class HistoryClient {
 public:
  // prefix: tells the items of one history from those of others.
  HistoryClient(HistoryStore& store, Fault fault, std::string prefix)
      : context_(store.context()), fault_(fault), prefix_(std::move(prefix)) {}

  // Fills in what the operation's steps were answered, and whether it was refused.
  void run(Operation& operation);

 private:
  std::string table_of(size_t item) const { return item % 2 == 0 ? "Even" : "Odd"; }
  Item key_of(size_t item) const;

  void read(Step& step);
  void read_together(Operation& operation);
  void write(Step& step);
  void write_together(Operation& operation);
  void write_apart(Operation& operation);

  operations::Context context_;
  Fault fault_;
  std::string prefix_;
};

}  // namespace basalt::testing
