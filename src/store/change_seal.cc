#include "store/change_seal.h"

#include <string>

#include "basalt/base/fault_point.h"
#include "basalt/keys/key_layout.h"
#include "store/catalog_rows.h"
#include "store/engine_errors.h"

namespace basalt::store {

ApiResult<void> ChangeSeal::load() {
  std::string bytes;
  if (!TRY(to_api_result(engine_.get({kCatalogShard, engine::KeySpace::kMeta, kSealRow}, {}, bytes)))) return {};
  const uint64_t below = keys::read_u64(bytes);
  hybrid_clock_.observe(below);
  sealed_below_ = below;
  return {};
}

ApiResult<void> ChangeSeal::seal(uint64_t below) {
  if (below <= sealed_below_.load(std::memory_order_acquire)) return {};
  const std::lock_guard lock(mutex_);
  if (below <= sealed_below_.load(std::memory_order_relaxed)) return {};
  // In this order: a restart remembers the seal, then no write takes an earlier sequence, then those that had one
  // already are in the log.
  std::string bytes;
  keys::append_u64(below, bytes);
  engine::Batch batch(kCatalogShard);
  batch.put(engine::KeySpace::kMeta, kSealRow, bytes);
  FAULT_POINT("change_log.before_seal");
  TRY(to_api_result(engine_.commit({&batch, 1})));
  FAULT_POINT("change_log.after_seal");
  hybrid_clock_.observe(below);
  writers_.wait_for_running_groups();
  sealed_below_.store(below, std::memory_order_release);
  return {};
}

}  // namespace basalt::store
