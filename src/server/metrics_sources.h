// What the metrics page shows of each part of the server, beside what it shows by itself. docs/metrics.md lists it.
#pragma once

#include <string>

#include "basalt/base/metrics.h"
#include "basalt/base/refusals.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/jobs/ttl_sweeper.h"
#include "basalt/store/store.h"

namespace basalt::server {

// data_dir: empty in memory.
void show_engine(engine::StorageEngine& engine, const std::string& data_dir, metrics::Page& page);
// Provisioned capacity, and indexes: what they cost and how far they are filled. Reads no items.
void show_tables(store::Store& store, metrics::Page& page);
void show_sweeper(const jobs::TtlSweeper& sweeper, metrics::Page& page);
void show_refusals(const Refusals& refusals, metrics::Page& page);
void show_build(metrics::Page& page);

}  // namespace basalt::server
