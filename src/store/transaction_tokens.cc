#include "store/transaction_tokens.h"

#include <chrono>

#include "basalt/base/check.h"
#include "basalt/base/fault_point.h"
#include "basalt/keys/key_layout.h"
#include "store/catalog_rows.h"
#include "store/engine_errors.h"

namespace basalt::store {
namespace {

constexpr int64_t kWindowMs = 10 * 60 * 1000;

std::string epoch_row(uint64_t epoch) {
  std::string row(kTokenPrefix);
  keys::append_u64(epoch, row);
  return row;
}

uint64_t epoch_of(int64_t ms) { return static_cast<uint64_t>(ms / kWindowMs); }

ApiError mismatch() {
  return ApiError::idempotent_parameter_mismatch(
      "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent "
      "token that was already used.");
}

}  // namespace

int64_t TransactionTokens::now_ms() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.wall_now()).count();
}

ApiResult<void> TransactionTokens::begin(const TransactionToken& token) {
  const std::lock_guard lock(mutex_);
  const auto [other, added] = under_way_.try_emplace(token.name, token.payload);
  if (added) return {};
  if (other->second != token.payload) return Failure{mismatch()};
  return Failure{
      ApiError::transaction_in_progress("The transaction with the given request token is already in progress.")};
}

void TransactionTokens::end(const TransactionToken& token) {
  const std::lock_guard lock(mutex_);
  under_way_.erase(token.name);
}

ApiResult<bool> TransactionTokens::was_committed(const TransactionToken& token) const {
  const int64_t now = now_ms();
  for (const int64_t moment : {now, now - kWindowMs}) {
    if (moment < 0) continue;
    const std::string row = epoch_row(epoch_of(moment)) + token.name;
    std::string value;
    if (!TRY(to_api_result(engine_.get({kCatalogShard, engine::KeySpace::kMeta, row}, {}, value)))) continue;
    CHECK(value.size() >= 16);
    if (now - static_cast<int64_t>(keys::read_u64(std::string_view(value).substr(8))) >= kWindowMs) continue;
    if (keys::read_u64(value) != token.payload) return Failure{mismatch()};
    return true;
  }
  return false;
}

void TransactionTokens::put(const TransactionToken& token, engine::Batch& batch) const {
  const int64_t now = now_ms();
  std::string value;
  keys::append_u64(token.payload, value);
  keys::append_u64(static_cast<uint64_t>(now), value);
  batch.put(engine::KeySpace::kMeta, epoch_row(epoch_of(now)) + token.name, value);
}

bool TransactionTokens::is_sound(std::string_view row, std::string_view value) {
  const size_t name_begin = kTokenPrefix.size() + 8;
  if (row.size() <= name_begin || value.size() < 16) return false;
  const uint64_t committed_ms = keys::read_u64(value.substr(8));
  return keys::read_u64(row.substr(kTokenPrefix.size())) == committed_ms / kWindowMs;
}

ApiResult<void> TransactionTokens::trim() {
  const uint64_t epoch = epoch_of(now_ms());
  if (epoch == 0) return {};
  const std::string begin = epoch_row(0);
  const std::string end = epoch_row(epoch - 1);
  engine::RowPage page;
  TRY(to_api_result(engine_.scan(
      {.shard = kCatalogShard, .space = engine::KeySpace::kMeta, .begin = begin, .end = end, .max_rows = 1}, {},
      page)));
  if (page.size() == 0) return {};
  engine::Batch batch(kCatalogShard);
  batch.erase_range(engine::KeySpace::kMeta, begin, end);
  FAULT_POINT("transaction.before_token_trim");
  TRY(to_api_result(engine_.commit({&batch, 1})));
  FAULT_POINT("transaction.after_token_trim");
  return {};
}

}  // namespace basalt::store
