// WriterErrand: work that needs a shard's writer to itself. It runs on the writer's thread between two groups.
#pragma once

#include <future>

#include "basalt/error/api_error.h"

namespace basalt::store {

class WriterErrand {
 public:
  virtual ~WriterErrand() = default;
  // Exactly one of the two is called. Keep run short: the shard's writes wait for it.
  virtual void run() = 0;
  // The writer has stopped.
  virtual void refuse() = 0;
};

// One step of filling an index that came after its table's items: reads a page of one shard's items, and commits their
// rows together with the place it has got to, so that the next step goes on from there, after a restart too.
class FillStep : public WriterErrand {
 public:
  // Whether the shard has more to fill. Once; it outlives the errand.
  std::future<ApiResult<bool>> result() { return promise_.get_future(); }
  void run() final { promise_.set_value(step()); }
  void refuse() final { promise_.set_value(Failure{ApiError::service_unavailable()}); }

 private:
  // False when everything is filled, or the index is gone or needs it no longer.
  virtual ApiResult<bool> step() = 0;

  std::promise<ApiResult<bool>> promise_;
};

}  // namespace basalt::store
