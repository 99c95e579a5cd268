// The fixture of the contract suite: one engine of each kind, over a directory that is removed afterwards.
// A new engine joins by adding its kind to kinds(); it is an engine once everything here passes.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/engine/faulty_engine.h"
#include "basalt/engine/read_cache.h"
#include "basalt/engine/rocksdb_engine.h"
#include "basalt/engine/storage_engine.h"
#include "temporary_directory.h"

namespace basalt::engine {

struct EngineKind {
  std::string name;
  Durability durability = Durability::kSync;
  bool in_memory = false;
  bool behind_faults = false;  // the faulty wrapper, told to fail nothing
  bool cached = false;         // behind a cache of reads
};

using Row = std::pair<std::string, std::string>;
using Rows = std::vector<Row>;

class EngineContract : public testing::TestWithParam<EngineKind> {
 public:
  static constexpr ShardId kShard{7};
  static std::vector<EngineKind> kinds();
  static std::vector<EngineKind> kinds_on_disk();

 protected:
  void SetUp() override { reopen(); }

  RocksdbOptions options(const std::string& directory) const;
  EngineResult<std::unique_ptr<StorageEngine>> open(const std::string& directory);
  void reopen();
  StorageEngine& engine() { return *engine_; }

  void put(KeySpace space, std::string_view key, std::string_view value);
  std::optional<std::string> get(KeySpace space, std::string_view key, const Snapshot* snapshot = nullptr);
  // Every row of [begin, end), put together from pages of at most page_rows rows.
  Rows scan(KeySpace space, std::string_view begin, std::string_view end, Direction direction, size_t page_rows = 1000,
            const Snapshot* snapshot = nullptr);
  static Rows all_rows(StorageEngine& engine, KeySpace space);

  TemporaryDirectory temporary_;
  FaultPlan no_faults_;
  std::unique_ptr<StorageEngine> engine_;
};

template <class T>
std::string detail_of(const EngineResult<T>& result) {
  return result.ok() ? "ok" : result.error().detail;
}

}  // namespace basalt::engine

#define ASSERT_DONE(expression)                                    \
  do {                                                             \
    const auto done_ = (expression);                               \
    ASSERT_TRUE(done_.ok()) << ::basalt::engine::detail_of(done_); \
  } while (false)

#define BASALT_EVERY_ENGINE(suite)                                                                     \
  INSTANTIATE_TEST_SUITE_P(Every, suite, testing::ValuesIn(::basalt::engine::EngineContract::kinds()), \
                           [](const auto& tested) { return tested.param.name; })
