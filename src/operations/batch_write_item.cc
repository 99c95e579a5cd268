#include "basalt/operations/batch_write_item.h"

#include <atomic>
#include <memory>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "basalt/operations/key_checks.h"
#include "basalt/operations/table_name.h"
#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"
#include "operations/capacity_sum.h"
#include "operations/delete_plan.h"
#include "operations/item_write.h"
#include "operations/key_access.h"
#include "operations/put_plan.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxWrites = 25;

Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }

// One write of the batch: what is to be done, and what became of it. Written by one thread at a time.
struct Write {
  size_t table = 0;    // in the request
  size_t request = 0;  // in the table's requests
  store::TableRef in;
  store::ItemKey key;
  std::optional<ApiError> error = {};
  std::optional<ConsumedCapacity> consumed_capacity = {};
  std::optional<int64_t> collection_bytes = {};
};

// What the writes in flight share. The last of them answers.
struct Batch {
  BatchWriteItem::Request request;
  Reply<BatchWriteItem::Response> reply;
  std::vector<Write> writes;
  std::atomic<size_t> left{0};
};

// Before any table is looked for. writes counts those of all tables.
ApiResult<void> check_request(const WriteRequest& request, size_t& writes) {
  if (request.put_item.has_value() == request.delete_key.has_value()) {
    return refused(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported "
        "datatypes");
  }
  const Checked<Item>& given = request.put_item ? *request.put_item : *request.delete_key;
  if (given.error) return Failure{*given.error};
  if (request.put_item) TRY(check_item_size(item_size(given.value)));
  if (++writes > kMaxWrites) return refused("Too many items requested for the BatchWriteItem call");
  return {};
}

// An item without its table's key gets the words that a wrong Key gets.
ApiResult<void> check_put(const store::Table& table, const Item& item) {
  const auto has = [&](const store::Table::KeyAttribute& attribute) {
    const AttributeValue* value = item.find(attribute.name);
    return value != nullptr && value->type() == attribute.type;
  };
  const bool has_key = has(table.partition_key()) && (table.sort_key() == nullptr || has(*table.sort_key()));
  if (!has_key) return Failure{key_schema_mismatch()};
  return check_item(table, item);
}

ApiResult<std::vector<Write>> prepare(const Context& context, const BatchWriteItem::Request& request) {
  size_t count = 0;
  for (const auto& table : request.request_items) {
    for (const WriteRequest& write : table.requests) TRY(check_request(write, count));
  }
  std::vector<Write> writes;
  writes.reserve(count);
  for (size_t t = 0; t < request.request_items.size(); ++t) {
    const BatchWriteItem::TableRequests& wanted = request.request_items[t];
    const store::TableRef table = TRY(find_table(context, wanted.table_name));
    std::unordered_set<std::string_view> seen;
    for (size_t r = 0; r < wanted.requests.size(); ++r) {
      const WriteRequest& one = wanted.requests[r];
      const Item& item = one.put_item ? one.put_item->value : one.delete_key->value;
      TRY(one.put_item ? check_put(*table, item) : check_key(*table, item));
      writes.push_back({.table = t, .request = r, .in = table, .key = table->key_of(item)});
      if (!seen.insert(writes.back().key.row).second) return refused("Provided list of item keys contains duplicates");
    }
  }
  return writes;
}

std::unique_ptr<store::WritePlan> plan_of(const WriteRequest& request) {
  if (!request.put_item) return std::make_unique<DeletePlan>(WriteCondition());
  const Item& item = request.put_item->value;
  return std::make_unique<PutPlan>(WriteCondition(), encode_item(item), item_size(item));
}

bool throttled(const Write& write) { return write.error && write.error->name() == "ThrottlingException"; }

// Gathers one table's writes, which stand one after the other, into the answer.
class TableAnswer {
 public:
  TableAnswer(Batch& batch, size_t table) : batch_(batch), requests_(batch.request.request_items[table]) {}

  void add_write(const Write& write) {
    WriteRequest& request = requests_.requests[write.request];
    if (throttled(write)) return unprocessed_.push_back(std::move(request));
    if (write.consumed_capacity) {
      if (!capacity_) capacity_.emplace().table_name = requests_.table_name;
      add_capacity(*write.consumed_capacity, *capacity_);
    }
    const Item& key = request.put_item ? request.put_item->value : request.delete_key->value;
    auto metrics = item_collection_metrics(batch_.request.return_item_collection_metrics, *write.in, key);
    set_collection_size(write.collection_bytes, metrics);
    if (metrics) add_metrics(*std::move(metrics), metrics_);
  }

  void append_to(BatchWriteItem::Response& response) && {
    const std::string& name = requests_.table_name;
    if (!unprocessed_.empty()) response.unprocessed_items.push_back({name, std::move(unprocessed_)});
    if (capacity_ && response.consumed_capacity) response.consumed_capacity->push_back(*std::move(capacity_));
    if (metrics_.empty()) return;
    if (!response.item_collection_metrics) response.item_collection_metrics.emplace();
    response.item_collection_metrics->push_back({name, std::move(metrics_)});
  }

 private:
  Batch& batch_;
  BatchWriteItem::TableRequests& requests_;
  std::vector<WriteRequest> unprocessed_;
  std::optional<ConsumedCapacity> capacity_;
  std::vector<ItemCollectionMetrics> metrics_;
};

// A write that failed for another reason than a full queue fails the batch; so does one of which nothing was taken.
ApiResult<BatchWriteItem::Response> answer(Batch& batch) {
  size_t refused_writes = 0;
  for (const Write& write : batch.writes) {
    if (write.error && !throttled(write)) return Failure{*write.error};
    if (throttled(write)) ++refused_writes;
  }
  if (refused_writes == batch.writes.size()) return Failure{*batch.writes.front().error};
  BatchWriteItem::Response response;
  if (batch.request.return_consumed_capacity != ReturnConsumedCapacity::kNone) response.consumed_capacity.emplace();
  size_t next = 0;
  for (size_t table = 0; table < batch.request.request_items.size(); ++table) {
    TableAnswer table_answer(batch, table);
    for (; next < batch.writes.size() && batch.writes[next].table == table; ++next) {
      table_answer.add_write(batch.writes[next]);
    }
    std::move(table_answer).append_to(response);
  }
  return response;
}

}  // namespace

void BatchWriteItem::start(Context& context, Request&& request, Reply<Response> reply) {
  ApiResult<std::vector<Write>> prepared = prepare(context, request);
  if (!prepared.ok()) return reply(Failure{std::move(prepared).error()});
  const auto batch = std::make_shared<Batch>();
  batch->request = std::move(request);
  batch->reply = std::move(reply);
  batch->writes = std::move(prepared).value();
  batch->left = batch->writes.size();
  std::vector<store::ItemWrite> writes;
  writes.reserve(batch->writes.size());
  for (Write& write : batch->writes) {
    const WriteRequest& wanted = batch->request.request_items[write.table].requests[write.request];
    store::ItemWrite& item_write = writes.emplace_back();
    item_write.table = write.in;
    item_write.key = write.key;
    item_write.plan = plan_of(wanted);
    item_write.done = [batch, &write](ApiResult<store::WriteOutcome> outcome) {
      if (write.in->counts_keys()) count_write(*write.in, write.key.row, outcome);
      if (outcome.ok()) {
        write.consumed_capacity = write_capacity(batch->request.return_consumed_capacity, *write.in, *outcome);
        write.collection_bytes = outcome->collection_bytes;
      } else {
        write.error = std::move(outcome).error();
      }
      if (batch->left.fetch_sub(1) == 1) batch->reply(answer(*batch));
    };
  }
  context.store.submit(std::move(writes));
}

}  // namespace basalt::operations
