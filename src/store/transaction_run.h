// TransactionRun: a transaction between its submission and its answer. Its actions travel as item writes that stay
// together, in order, and share this.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "basalt/store/transaction.h"
#include "store/transaction_tokens.h"

namespace basalt::store {

class TransactionRun {
 public:
  // tokens must outlive it; the token has begun there.
  TransactionRun(size_t actions, std::optional<TransactionToken> token, TransactionDone done, TransactionTokens& tokens)
      : actions_(actions), token_(std::move(token)), done_(std::move(done)), tokens_(tokens) {}

  // The writes of a transaction, which share a new run.
  static std::vector<ItemWrite> writes_of(Transaction transaction, TransactionTokens& tokens);

  size_t size() const { return actions_; }

  // By the group it is part of, in this order. What planning came to:
  ApiResult<bool> was_committed() const { return token_ ? tokens_.was_committed(*token_) : false; }
  void put_token(engine::Batch& batch) const {
    if (token_) tokens_.put(*token_, batch);
  }
  bool has_token() const { return token_.has_value(); }
  void set_kind(TransactionOutcome::Kind kind) { kind_ = kind; }
  void fail(ApiError error) { error_ = std::move(error); }
  // Once; moves from the answers of its actions, in order.
  void answer(const ApiResult<void>& committed, std::span<ApiResult<WriteOutcome>> actions);
  // Once, instead: it never was part of a group.
  void refuse(ApiError error);

 private:
  const size_t actions_;
  const std::optional<TransactionToken> token_;
  TransactionDone done_;
  TransactionTokens& tokens_;
  TransactionOutcome::Kind kind_ = TransactionOutcome::Kind::kCommitted;
  std::optional<ApiError> error_;
};

}  // namespace basalt::store
