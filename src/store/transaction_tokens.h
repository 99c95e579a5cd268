// TransactionTokens: which transactions with a client's token are under way, and which were committed in the last ten
// minutes. The latter are rows, written in the transaction's own commit, grouped by the ten minutes they fall into, so
// that old ones go in one range erase:
//
//   "token/" epoch:u64 name -> payload:u64 committed_ms:u64        key space kMeta
//
// Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/base/clock.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/transaction.h"

namespace basalt::store {

class TransactionTokens {
 public:
  TransactionTokens(engine::StorageEngine& engine, const Clock& clock) : engine_(engine), clock_(clock) {}

  // From begin to end, no other transaction with the token is under way. TransactionInProgressException or
  // IdempotentParameterMismatchException when one is.
  ApiResult<void> begin(const TransactionToken& token);
  void end(const TransactionToken& token);

  // Between begin and end. Whether the token's transaction was committed before; IdempotentParameterMismatchException
  // when that was another one.
  ApiResult<bool> was_committed(const TransactionToken& token) const;
  // Adds to the transaction's batch.
  void put(const TransactionToken& token, engine::Batch& batch) const;

  // Whether a row under "token/" is one.
  static bool is_sound(std::string_view row, std::string_view value);

  // Forgets what is older than it needs to be.
  ApiResult<void> trim();

 private:
  int64_t now_ms() const;

  engine::StorageEngine& engine_;
  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, uint64_t> under_way_;  // name to payload
};

}  // namespace basalt::store
