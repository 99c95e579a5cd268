// The ends of turning TTL on and off. UpdateTimeToLive begins with kEnabling or kDisabling, which the shard writers
// follow from then on; what remains takes as long as the table is large, and may be taken up again after a restart.
//
// Any thread; waits for the disk. A table whose settings have changed meanwhile is left alone.
#pragma once

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/catalog.h"

namespace basalt::store {

// kEnabling becomes kEnabled: every item has its expiry row.
ApiResult<void> finish_enabling(engine::StorageEngine& engine, Catalog& catalog, const Table& table);
// kDisabling: erases the expiry rows and then the settings.
ApiResult<void> finish_disabling(engine::StorageEngine& engine, Catalog& catalog, const Table& table);

}  // namespace basalt::store
