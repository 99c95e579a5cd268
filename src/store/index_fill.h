// IndexFill: the step that fills a secondary index. The figures and the place commit with the rows: no entry is lost or
// counted twice.
#pragma once

#include <cstddef>
#include <utility>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/table.h"
#include "store/index_state.h"
#include "store/writer_errand.h"

namespace basalt::store {

class IndexFill final : public FillStep {
 public:
  // The index of this space, in the table's shard_index-th shard.
  IndexFill(engine::StorageEngine& engine, TableRef table, SpaceId index, size_t shard_index)
      : engine_(engine), table_(std::move(table)), index_(index), shard_index_(shard_index) {}

 private:
  ApiResult<bool> step() override;
  ApiResult<bool> fill(const IndexLayout& index, IndexShard& shard);

  engine::StorageEngine& engine_;
  TableRef table_;
  const SpaceId index_;
  const size_t shard_index_;
};

}  // namespace basalt::store
