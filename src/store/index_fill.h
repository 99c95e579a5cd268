// IndexFill: one step of filling an index that came after its table. It runs on the thread of the shard's writer,
// between groups, so no write can come in between: it reads a page of the shard's items, and commits their entries
// together with the place it has got to. After a restart it goes on from there; no entry is lost or counted twice.
#pragma once

#include <cstddef>
#include <future>

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "store/index_state.h"
#include "store/writer_errand.h"

namespace basalt::store {

class IndexFill final : public WriterErrand {
 public:
  // What a step did. Everything is filled when more is false, or the index is gone.
  struct Progress {
    size_t items = 0;
    bool more = false;
  };

  // The step of the index of this space in the table's shard_index-th shard.
  IndexFill(engine::StorageEngine& engine, TableRef table, SpaceId index, size_t shard_index)
      : engine_(engine), table_(std::move(table)), index_(index), shard_index_(shard_index) {}

  std::future<ApiResult<Progress>> result() { return promise_.get_future(); }
  void run() override { promise_.set_value(step()); }
  void refuse() override { promise_.set_value(Failure{ApiError::service_unavailable()}); }

 private:
  ApiResult<Progress> step();
  ApiResult<Progress> fill(const IndexLayout& index, IndexShard& shard);

  engine::StorageEngine& engine_;
  TableRef table_;
  const SpaceId index_;
  const size_t shard_index_;
  std::promise<ApiResult<Progress>> promise_;
};

}  // namespace basalt::store
