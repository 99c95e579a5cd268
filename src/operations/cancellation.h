// Which errors of a transaction's actions cancel it, with a reason for each action, and which refuse the request as a
// whole. Private to operations.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/error/api_error.h"

namespace basalt::operations {

// What a client is told of a transaction whose actions have these errors; null where an action has none.
ApiError transaction_error(const std::vector<const ApiError*>& errors);

// The same of results; nullopt when every one is well.
template <class T>
std::optional<ApiError> transaction_error(const std::vector<ApiResult<T>>& results) {
  if (std::all_of(results.begin(), results.end(), [](const auto& result) { return result.ok(); })) return std::nullopt;
  std::vector<const ApiError*> errors;
  errors.reserve(results.size());
  for (const ApiResult<T>& result : results) errors.push_back(result.ok() ? nullptr : &result.error());
  return transaction_error(errors);
}

// rows: of the items that the actions name (a row tells its table too).
ApiResult<void> check_distinct(std::vector<std::string_view> rows);

// Whether checked actions can go on to be one transaction; the first thing AWS would say otherwise. Each has the key of
// its item as .key.
template <class T>
std::optional<ApiError> transaction_refusal(const std::vector<ApiResult<T>>& prepared) {
  std::vector<std::string_view> rows;
  rows.reserve(prepared.size());
  for (const ApiResult<T>& one : prepared) {
    if (one.ok()) rows.push_back(one->key.row);
  }
  auto distinct = check_distinct(std::move(rows));
  std::optional<ApiError> error = transaction_error(prepared);
  if (distinct.ok() || (error && error->cancellation_reasons().empty())) return error;
  return std::move(distinct).error();
}

// Items that are too large together.
inline constexpr size_t kMaxTransactionBytes = size_t{4} << 20;
ApiError transaction_too_large();

}  // namespace basalt::operations
