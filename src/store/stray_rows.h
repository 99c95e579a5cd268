// Rows that no table has: in a space, or a shard's log, that the catalog knows nothing of.
#pragma once

#include <functional>
#include <string>

#include "store/checked_catalog.h"
#include "store/verification_run.h"

namespace basalt::store {

struct StrayRows {
  engine::KeySpace space;
  std::string begin;  // the first of them
  std::string end;    // exclusive
};

// Jumps from space to space, so it costs a look-up for each. Not after a catalog that is not whole.
engine::EngineResult<void> find_stray_rows(VerificationRun& run, const CheckedCatalog& catalog,
                                           const std::function<engine::EngineResult<void>(const StrayRows&)>& visit);

Finding finding_of(const StrayRows& stray);

}  // namespace basalt::store
