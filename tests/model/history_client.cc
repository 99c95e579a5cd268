#include "model/history_client.h"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/operations/get_item.h"
#include "basalt/operations/transact_get_items.h"
#include "basalt/operations/transact_write_items.h"

namespace basalt::testing {
namespace {

using operations::DeleteItem;
using operations::GetItem;
using operations::PutItem;
using operations::TransactGetItems;
using operations::TransactWriteItem;
using operations::TransactWriteItems;
using operations::UpdateItem;
using operations::WriteParameters;

constexpr const char* kKey = "pk";
constexpr const char* kValue = "n";

store::TableDefinition table(const std::string& name) {
  store::TableDefinition definition;
  definition.name = name;
  definition.table_id = "id-of-" + name;
  definition.attribute_definitions = {{kKey, AttributeType::kString}};
  definition.key_schema.partition = {kKey};
  return definition;
}

template <class Action>
ApiResult<typename Action::Response> wait_for(operations::Context& context, typename Action::Request request) {
  auto promise = std::make_shared<std::promise<ApiResult<typename Action::Response>>>();
  auto answer = promise->get_future();
  Action::start(context, std::move(request),
                [promise](ApiResult<typename Action::Response> result) { promise->set_value(std::move(result)); });
  return answer.get();
}

int64_t value_of(const Item& item) {
  const AttributeValue* value = item.find(kValue);
  CHECK(value != nullptr);
  int64_t number = 0;
  CHECK(value->get_if<Decimal>()->to_int64(number));
  return number;
}

void set_values(WriteParameters& parameters, const std::string& name, int64_t value) {
  if (!parameters.placeholders.values) parameters.placeholders.values.emplace();
  parameters.placeholders.values->value.emplace(name, AttributeValue::integer(value));
}

void set_condition(const Step& step, WriteParameters& parameters) {
  if (!step.expected) return;
  if (*step.expected == 0) {
    parameters.condition_expression = "attribute_not_exists(pk)";
    return;
  }
  parameters.condition_expression = "n = :expected";
  set_values(parameters, ":expected", *step.expected);
}

Item with_value(Item key, int64_t value) {
  key.set(kValue, AttributeValue::integer(value));
  return key;
}

PutItem::Request put_of(const Step& step, const std::string& table_name, const Item& key) {
  PutItem::Request request;
  request.table_name = table_name;
  request.item.value = with_value(key, step.value);
  set_condition(step, request.parameters);
  return request;
}

UpdateItem::Request add_of(const Step& step, const std::string& table_name, const Item& key) {
  UpdateItem::Request request;
  request.table_name = table_name;
  request.key.value = key;
  request.update_expression = "ADD n :one";
  set_condition(step, request.parameters);
  set_values(request.parameters, ":one", 1);
  return request;
}

// DeleteItem::Request, or the like of it.
template <class Request>
Request request_of(const Step& step, const std::string& table_name, const Item& key) {
  Request request;
  request.table_name = table_name;
  request.key.value = key;
  set_condition(step, request.parameters);
  return request;
}

TransactWriteItem action_of(const Step& step, const std::string& table_name, const Item& key) {
  TransactWriteItem item;
  switch (step.kind) {
    case Step::Kind::kRead:
      CHECK(false);
    case Step::Kind::kCheck:
      item.action = request_of<TransactWriteItem::ConditionCheck>(step, table_name, key);
      break;
    case Step::Kind::kPut:
      item.action = put_of(step, table_name, key);
      break;
    case Step::Kind::kErase:
      item.action = request_of<DeleteItem::Request>(step, table_name, key);
      break;
    case Step::Kind::kAdd:
      item.action = add_of(step, table_name, key);
      break;
  }
  return item;
}

// Whether the write was refused by its condition; any other error is the test's failure.
template <class T>
bool refused(const ApiResult<T>& result) {
  if (result.ok()) return false;
  CHECK(result.error().name() == "ConditionalCheckFailedException");
  return true;
}

}  // namespace

HistoryStore::HistoryStore() {
  engine_ = engine::cache_reads(
      engine::open_rocksdb({.in_memory = true, .durability = engine::Durability::kNone}).value(), {});
  store_ = store::Store::open(*engine_, clock_, {.writer_threads = 3}).value();
  store_->catalog().create(table("Even")).value();
  store_->catalog().create(table("Odd")).value();
}

Item HistoryClient::key_of(size_t item) const {
  return {{kKey, AttributeValue::string(prefix_ + std::to_string(item))}};
}

void HistoryClient::run(Operation& operation) {
  const bool is_read = operation.steps.front().kind == Step::Kind::kRead;
  if (operation.steps.size() == 1 && operation.steps.front().kind != Step::Kind::kCheck) {
    Step& step = operation.steps.front();
    is_read ? read(step) : write(step);
    operation.refused = step.failed;
  } else if (is_read && fault_ == Fault::kReadsApart) {
    for (Step& step : operation.steps) {
      read(step);
      std::this_thread::yield();
    }
  } else if (is_read) {
    read_together(operation);
  } else if (fault_ == Fault::kWritesApart) {
    write_apart(operation);
  } else {
    write_together(operation);
  }
}

void HistoryClient::read(Step& step) {
  GetItem::Request request;
  request.table_name = table_of(step.item);
  request.key.value = key_of(step.item);
  request.consistent_read = true;
  const auto response = GetItem::run(context_, request).value();
  step.value = response->item ? value_of(response->item->view().decode()) : 0;
}

void HistoryClient::read_together(Operation& operation) {
  TransactGetItems::Request request;
  for (const Step& step : operation.steps) {
    GetItem::Request& get = request.transact_items.emplace_back();
    get.table_name = table_of(step.item);
    get.key.value = key_of(step.item);
  }
  const auto response = TransactGetItems::run(context_, request).value();
  for (size_t i = 0; i < operation.steps.size(); ++i) {
    const auto& item = response.responses[i];
    operation.steps[i].value = item ? value_of(item->view().decode()) : 0;
  }
}

void HistoryClient::write(Step& step) {
  const std::string table_name = table_of(step.item);
  const Item key = key_of(step.item);
  if (step.kind == Step::Kind::kPut) {
    step.failed = refused(wait_for<PutItem>(context_, put_of(step, table_name, key)));
  } else if (step.kind == Step::Kind::kErase) {
    step.failed = refused(wait_for<DeleteItem>(context_, request_of<DeleteItem::Request>(step, table_name, key)));
  } else {
    UpdateItem::Request request = add_of(step, table_name, key);
    request.parameters.return_values = operations::ReturnValues::kAllNew;
    const auto response = wait_for<UpdateItem>(context_, std::move(request));
    step.failed = refused(response);
    step.is_answered = !step.failed;
    if (step.is_answered) step.value = value_of(response->attributes->view().decode());
  }
}

void HistoryClient::write_together(Operation& operation) {
  TransactWriteItems::Request request;
  for (const Step& step : operation.steps) {
    request.transact_items.push_back(action_of(step, table_of(step.item), key_of(step.item)));
  }
  const auto response = wait_for<TransactWriteItems>(context_, std::move(request));
  if (response.ok()) return;
  CHECK(response.error().name() == "TransactionCanceledException");
  operation.refused = true;
  const auto& reasons = response.error().cancellation_reasons();
  for (size_t i = 0; i < operation.steps.size(); ++i) {
    operation.steps[i].failed = reasons[i].code == "ConditionalCheckFailed";
  }
}

void HistoryClient::write_apart(Operation& operation) {
  for (Step& step : operation.steps) {
    if (!step.expected) continue;
    Step now{.kind = Step::Kind::kRead, .item = step.item};
    read(now);
    step.failed = now.value != *step.expected;
    operation.refused = operation.refused || step.failed;
  }
  if (operation.refused) return;
  for (const Step& step : operation.steps) {
    std::this_thread::yield();
    Step alone = step;
    alone.expected.reset();
    if (step.kind != Step::Kind::kCheck) write(alone);
  }
}

}  // namespace basalt::testing
