// The rows of a StoreImage: copied out of an engine, and brought back.
#pragma once

#include <cstdint>
#include <memory>

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/store_image.h"
#include "basalt/store/table_definition.h"

namespace basalt::store {

// All rows as of one moment; null when they have more than max_bytes. Waits for the disk. The engine has no rows in
// spaces below lowest.
ApiResult<std::unique_ptr<const StoreImage>> copy_rows(engine::StorageEngine& engine, SpaceId lowest,
                                                       uint64_t max_bytes);

// Makes the engine's rows those of the image, in one commit of what differs. Two rows stay as they are, because they
// promise something about the time since: the ids that were given, and the seal of the change log, which is moved to
// sealed_below: no sequence below it is ever given again. Nobody else may commit meanwhile. Likewise nothing
// below lowest.
ApiResult<void> restore_rows(engine::StorageEngine& engine, const StoreImage& image, SpaceId lowest,
                             uint64_t sealed_below);

}  // namespace basalt::store
