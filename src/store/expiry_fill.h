// ExpiryFill: one step of filling the expiry index of a table that had items when TTL was enabled. As IndexFill does,
// it runs on the thread of the shard's writer between groups, and commits a page's rows with the place it has got to;
// the next step goes on from there, after a restart too.
#pragma once

#include <future>
#include <string>
#include <utility>

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "store/writer_errand.h"

namespace basalt::store {

class ExpiryFill final : public WriterErrand {
 public:
  // The step in the table's shard_index-th shard.
  ExpiryFill(engine::StorageEngine& engine, TableRef table, size_t shard_index)
      : engine_(engine), table_(std::move(table)), shard_index_(shard_index) {}

  // Whether there is more to do in this shard; there is not when TTL is no longer being enabled.
  std::future<ApiResult<bool>> result() { return promise_.get_future(); }
  void run() override { promise_.set_value(step()); }
  void refuse() override { promise_.set_value(Failure{ApiError::service_unavailable()}); }

 private:
  ApiResult<bool> step();

  engine::StorageEngine& engine_;
  TableRef table_;
  const size_t shard_index_;
  std::promise<ApiResult<bool>> promise_;
};

}  // namespace basalt::store
