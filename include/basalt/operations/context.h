// What an action may use: the store, the time, the settings, and who asks. One per request, owned by the dispatcher,
// alive until the request is answered.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/base/clock.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/operations/call_summary.h"
#include "basalt/store/store.h"

namespace basalt::operations {

// Who asks, from the credential scope of the Authorization header.
struct Identity {
  std::string account = "000000000000";  // a 12-digit access key is its own account
  std::string region = "us-east-1";
  std::string access_key;
  std::string host;  // under which the client knows this server, with its port
  // The table name space: "" when all share one (the default), else "account/region".
  std::string scope;
};

struct Settings {
  int64_t transition_delay_ms = 0;          // how long tables stay CREATING, UPDATING, DELETING
  bool scope_per_account = false;           // table name spaces per account and Region
  size_t tables_per_account = 2500;         // DynamoDB's quota; 0: none
  int64_t stream_shard_seconds = 4 * 3600;  // how long a stream shard takes records
};

struct Context {
  store::Store& store;
  const Clock& clock;
  const Settings& settings;
  Identity identity;
  engine::ReadTier read_tier = engine::ReadTier::kAll;
  CallSummary* summary = nullptr;    // null: nobody looks
  std::string_view request_id = {};  // for the log; stays until the call is answered

  // The same over another store.
  Context with(store::Store& other) const { return {other, clock, settings, identity, read_tier, summary, request_id}; }
};

}  // namespace basalt::operations
