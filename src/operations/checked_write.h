// PutItem, UpdateItem and DeleteItem in two halves, for these actions and for transactions: the checks that need no
// table, which every write of a transaction passes before the first table is looked for, and those that do.
// Private to operations.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "basalt/expression/update.h"
#include "basalt/operations/delete_item.h"
#include "basalt/operations/put_item.h"
#include "basalt/operations/update_item.h"
#include "basalt/value/encoded_item.h"
#include "operations/item_write.h"
#include "operations/write_condition.h"

namespace basalt::operations {

// Each has the item it names (the whole one, or its key alone), the checks of it against a table, and the plan.
struct CheckedPut {
  EncodedItem item;
  WriteCondition condition;

  ApiResult<void> check(const store::Table& table) const;
  std::unique_ptr<store::WritePlan> plan(store::TableRef table) &&;
};

struct CheckedUpdate {
  Item item;
  WriteCondition condition;
  std::optional<expression::Update> update;  // nullopt: the request asks for no action at all

  ApiResult<void> check(const store::Table& table) const;
  std::unique_ptr<store::WritePlan> plan(store::TableRef table) &&;
};

struct CheckedDelete {
  Item item;
  WriteCondition condition;

  ApiResult<void> check(const store::Table& table) const;
  std::unique_ptr<store::WritePlan> plan(store::TableRef table) &&;
};

// The first half, in AWS's order. Takes the items and the expressions out of the request.
ApiResult<CheckedPut> check_request(PutItem::Request& request);
ApiResult<CheckedUpdate> check_request(UpdateItem::Request& request);
ApiResult<CheckedDelete> check_request(DeleteItem::Request& request);

inline ItemView named_item(const CheckedPut& write) { return write.item.view(); }
template <class CheckedWrite>
const Item& named_item(const CheckedWrite& write) {
  return write.item;
}

// The second half. table_name: the table as the request names it.
template <class CheckedWrite>
ApiResult<PreparedWrite> prepare_checked(store::TableRef table, CheckedWrite&& write, std::string table_name,
                                         const WriteParameters& parameters) {
  TRY(write.check(*table));
  PreparedWrite prepared = prepared_write(table, named_item(write), std::move(table_name), parameters);
  prepared.plan = std::forward<CheckedWrite>(write).plan(std::move(table));
  return prepared;
}

}  // namespace basalt::operations
