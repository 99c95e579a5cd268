// ExpiryFill: the step that fills the expiry index of a table that had items when TTL was enabled.
#pragma once

#include <cstddef>
#include <utility>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/table.h"
#include "store/writer_errand.h"

namespace basalt::store {

class ExpiryFill final : public FillStep {
 public:
  // In the table's shard_index-th shard.
  ExpiryFill(engine::StorageEngine& engine, TableRef table, size_t shard_index)
      : engine_(engine), table_(std::move(table)), shard_index_(shard_index) {}

 private:
  ApiResult<bool> step() override;

  engine::StorageEngine& engine_;
  TableRef table_;
  const size_t shard_index_;
};

}  // namespace basalt::store
