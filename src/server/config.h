// Config: every setting with its type, resolved. Plain values; settings.h says where they come from and what they mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "basalt/base/log.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/http/admin_handler.h"

namespace basalt::server {

struct Config {
  std::string host;
  uint64_t port = 0;
  std::vector<std::string> cors;

  std::string data_dir;
  bool in_memory = false;
  engine::Durability durability = engine::Durability::kSync;
  uint64_t sync_interval_ms = 0;
  uint64_t block_cache_mb = 0;
  uint64_t read_cache_mb = 0;
  uint64_t write_buffer_mb = 0;

  bool scope_per_account = false;
  uint64_t shards_per_table = 0;
  uint64_t tables_per_account = 0;
  uint64_t item_collection_limit_mb = 0;
  uint64_t transition_delay_ms = 0;
  uint64_t stream_shard_seconds = 0;
  uint64_t ttl_deletes_per_second = 0;
  uint64_t maintenance_seconds = 0;

  uint64_t io_threads = 0;
  uint64_t worker_threads = 0;
  uint64_t writer_threads = 0;
  uint64_t max_connections = 0;
  uint64_t max_concurrent_requests = 0;
  uint64_t max_queued_work = 0;
  uint64_t max_wait_ms = 0;
  uint64_t max_requests_mb = 0;
  uint64_t memory_limit_mb = 0;
  uint64_t min_free_disk_mb = 0;
  uint64_t idle_timeout_ms = 0;
  uint64_t header_timeout_ms = 0;
  uint64_t body_timeout_ms = 0;
  uint64_t write_timeout_ms = 0;
  uint64_t drain_timeout_ms = 0;

  std::optional<http::AdminAccess> admin;  // absent: off
  std::string seed;                        // a file; empty: none

  std::optional<http::AdminAccess> metrics;  // absent: off
  uint64_t metrics_tables = 0;

  log::Level log_level = log::Level::kInfo;
  uint64_t slow_request_ms = 0;
};

}  // namespace basalt::server
