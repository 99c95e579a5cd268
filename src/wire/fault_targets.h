// The tables of a decoded request, by their plain names, for fault rules: one for every item, statement or action of
// it in their order, or the one table it is about, or none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/batch_execute_statement.h"
#include "basalt/operations/batch_get_item.h"
#include "basalt/operations/batch_write_item.h"
#include "basalt/operations/execute_statement.h"
#include "basalt/operations/execute_transaction.h"
#include "basalt/operations/transact_get_items.h"
#include "basalt/operations/transact_write_items.h"

namespace basalt::wire {

// "Orders" of a name, of the ARN of a table or of its streams, or of a shard iterator.
std::string table_in(std::string_view name_or_arn);

std::vector<std::string> fault_targets(const operations::BatchGetItem::Request& request);
std::vector<std::string> fault_targets(const operations::BatchWriteItem::Request& request);
std::vector<std::string> fault_targets(const operations::TransactGetItems::Request& request);
std::vector<std::string> fault_targets(const operations::TransactWriteItems::Request& request);
std::vector<std::string> fault_targets(const operations::ExecuteStatement::Request& request);
std::vector<std::string> fault_targets(const operations::BatchExecuteStatement::Request& request);
std::vector<std::string> fault_targets(const operations::ExecuteTransaction::Request& request);

template <class Request>
std::vector<std::string> fault_targets(const Request& request) {
  if constexpr (requires { std::string_view(request.table_name); }) {
    return {table_in(request.table_name)};
  } else if constexpr (requires { request.table_name->size(); }) {
    return request.table_name ? std::vector{table_in(*request.table_name)} : std::vector<std::string>();
  } else if constexpr (requires { request.resource_arn; }) {
    return {table_in(request.resource_arn)};
  } else if constexpr (requires { request.stream_arn; }) {
    return {table_in(request.stream_arn)};
  } else if constexpr (requires { request.shard_iterator; }) {
    return {table_in(request.shard_iterator)};
  } else {
    return {};
  }
}

}  // namespace basalt::wire
