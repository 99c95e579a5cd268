#include "basalt/operations/batch_write_item.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "basalt/operations/key_checks.h"
#include "basalt/operations/table_name.h"
#include "basalt/value/encoded_item.h"
#include "operations/capacity_sum.h"
#include "operations/delete_plan.h"
#include "operations/item_write.h"
#include "operations/key_access.h"
#include "operations/put_plan.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxWrites = 25;

Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }

// A table that the batch writes to.
struct BatchTable {
  std::string named;  // as the request names it
  store::TableRef table;
};

// What a write has to tell beside that it is done.
struct Note {
  std::optional<ApiError> error = {};
  std::optional<WriteRequest> unprocessed = {};
  std::optional<ConsumedCapacity> consumed_capacity = {};
  std::optional<ItemCollectionMetrics> metrics = {};
};

// One write of the batch, and what became of it. Written by one thread at a time.
struct Write {
  size_t table = 0;              // in the batch
  const PutPlan* put = nullptr;  // its plan, until it is done; null: it deletes
  Item deleted_key = {};
  std::string counted_row = {};  // of a table whose keys are counted
  std::unique_ptr<Note> note = {};
};

// What the writes in flight share, their plans included. The last of them answers.
struct Batch {
  ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  std::vector<BatchTable> tables = {};  // in the request's order
  std::vector<Write> writes = {};       // those of one table stand one after the other
  std::vector<PutPlan> puts = {};
  DeletePlan deletion{WriteCondition()};  // the same for all that are deleted
  Reply<BatchWriteItem::Response> reply = {};
  std::atomic<size_t> left{0};
};

// Before any table is looked for. Returns how many writes there are.
ApiResult<size_t> check_request(const BatchWriteItem::Request& request) {
  size_t writes = 0;
  for (const BatchWriteItem::TableRequests& table : request.request_items) {
    for (const WriteRequest& write : table.requests) {
      if (write.put_item.has_value() == write.delete_key.has_value()) {
        return refused(
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported "
            "datatypes");
      }
      const std::optional<ApiError>& error = write.put_item ? write.put_item->error : write.delete_key->error;
      if (error) return Failure{*error};
      if (write.put_item) TRY(check_item_size(write.put_item->value.size()));
      if (writes == kMaxWrites) return refused("Too many items requested for the BatchWriteItem call");
      ++writes;
    }
  }
  return writes;
}

// An item without its table's key gets the words that a wrong Key gets.
ApiResult<void> check_put(const store::Table& table, const ItemView& item) {
  const auto has = [&](const store::Table::KeyAttribute& attribute) {
    const std::optional<ValueView> value = item.find(attribute.name);
    return value && value->type() == attribute.type;
  };
  auto checked = check_item(table, item);
  if (checked.ok()) return checked;
  const bool has_key = has(table.partition_key()) && (table.sort_key() == nullptr || has(*table.sort_key()));
  if (!has_key) return Failure{key_schema_mismatch()};
  return checked;
}

WriteRequest request_of(const Write& write) {
  if (write.put == nullptr) return {.put_item = {}, .delete_key = Checked<Item>{write.deleted_key, {}}};
  return {.put_item = Checked<EncodedItem>{write.put->item(), {}}, .delete_key = {}};
}

bool is_throttling(const ApiError& error) { return error.name() == "ThrottlingException"; }

void note_outcome(const Batch& batch, Write& write, ApiResult<store::WriteOutcome>&& outcome) {
  const store::Table& table = *batch.tables[write.table].table;
  if (!write.counted_row.empty()) count_write(table, write.counted_row, outcome);
  const bool tells = !outcome.ok() || batch.return_consumed_capacity != ReturnConsumedCapacity::kNone;
  if (tells && write.note == nullptr) write.note = std::make_unique<Note>();
  if (write.note == nullptr) return;
  Note& note = *write.note;
  if (!outcome.ok()) {
    if (is_throttling(outcome.error())) note.unprocessed = request_of(write);
    note.error = std::move(outcome).error();
    return;
  }
  note.consumed_capacity = write_capacity(batch.return_consumed_capacity, table, *outcome);
  set_collection_size(outcome->collection_bytes, note.metrics);
}

// Gathers one table's writes into the answer.
class TableAnswer {
 public:
  explicit TableAnswer(const std::string& named) : named_(named) {}

  void add_note(Note& note) {
    if (note.unprocessed) return unprocessed_.push_back(*std::move(note.unprocessed));
    if (note.consumed_capacity) {
      if (!capacity_) capacity_.emplace().table_name = named_;
      add_capacity(*note.consumed_capacity, *capacity_);
    }
    if (note.metrics) add_metrics(*std::move(note.metrics), metrics_);
  }

  void append_to(BatchWriteItem::Response& response) && {
    if (!unprocessed_.empty()) response.unprocessed_items.push_back({named_, std::move(unprocessed_)});
    if (capacity_ && response.consumed_capacity) response.consumed_capacity->push_back(*std::move(capacity_));
    if (metrics_.empty()) return;
    if (!response.item_collection_metrics) response.item_collection_metrics.emplace();
    response.item_collection_metrics->push_back({named_, std::move(metrics_)});
  }

 private:
  const std::string& named_;
  std::vector<WriteRequest> unprocessed_;
  std::optional<ConsumedCapacity> capacity_;
  std::vector<ItemCollectionMetrics> metrics_;
};

// A write that failed for another reason than a full queue fails the batch; so does one of which nothing was taken.
ApiResult<BatchWriteItem::Response> answer(Batch& batch) {
  size_t refused_writes = 0;
  for (const Write& write : batch.writes) {
    if (write.note == nullptr || !write.note->error) continue;
    if (!write.note->unprocessed) return Failure{*write.note->error};
    ++refused_writes;
  }
  if (refused_writes == batch.writes.size()) return Failure{*batch.writes.front().note->error};
  BatchWriteItem::Response response;
  if (batch.return_consumed_capacity != ReturnConsumedCapacity::kNone) response.consumed_capacity.emplace();
  auto write = batch.writes.begin();
  for (size_t table = 0; table < batch.tables.size(); ++table) {
    TableAnswer table_answer(batch.tables[table].named);
    for (; write != batch.writes.end() && write->table == table; ++write) {
      if (write->note != nullptr) table_answer.add_note(*write->note);
    }
    std::move(table_answer).append_to(response);
  }
  return response;
}

store::PlanPointer borrowed(const store::WritePlan& plan) { return {&plan, store::PlanDeleter::of_borrowed()}; }

// Checks the request and fills the batch and its writes, which end each with the batch. Keys are compared with all
// before them: there are few.
class BatchPreparation {
 public:
  BatchPreparation(const std::shared_ptr<Batch>& batch, std::vector<store::ItemWrite>& writes)
      : batch_(batch), writes_(writes) {}

  ApiResult<void> run(const Context& context, BatchWriteItem::Request& request) {
    const size_t count = TRY(check_request(request));
    batch_->return_consumed_capacity = request.return_consumed_capacity;
    batch_->tables.reserve(request.request_items.size());
    batch_->writes.reserve(count);
    batch_->puts.reserve(count);
    writes_.reserve(count);
    for (BatchWriteItem::TableRequests& wanted : request.request_items) {
      store::TableRef table = TRY(find_table(context, wanted.table_name));
      batch_->tables.push_back({std::move(wanted.table_name), std::move(table)});
      const size_t first = writes_.size();
      for (WriteRequest& one : wanted.requests) {
        TRY(add_write(one, request.return_item_collection_metrics));
        if (repeats_key(first)) return refused("Provided list of item keys contains duplicates");
      }
    }
    batch_->left = batch_->writes.size();
    return {};
  }

 private:
  ApiResult<void> add_write(WriteRequest& request, ReturnItemCollectionMetrics wanted) {
    const store::Table& table = *batch_->tables.back().table;
    if (request.put_item) {
      EncodedItem& item = request.put_item->value;
      TRY(check_put(table, item.view()));
      Write& write = queue(table, item.view(), wanted);
      write.put = &batch_->puts.emplace_back(WriteCondition(), std::move(item));
      writes_.back().plan = borrowed(*write.put);
    } else {
      Item& key = request.delete_key->value;
      TRY(check_key(table, key));
      Write& write = queue(table, key, wanted);
      write.deleted_key = std::move(key);
      writes_.back().plan = borrowed(batch_->deletion);
    }
    return {};
  }

  // All of a write but its plan.
  template <class ItemOrView>
  Write& queue(const store::Table& table, const ItemOrView& item, ReturnItemCollectionMetrics wanted) {
    Write& write = batch_->writes.emplace_back();
    write.table = batch_->tables.size() - 1;
    store::ItemWrite& queued = writes_.emplace_back();
    // A table's own count of those who hold it is every thread's; the batch's is not.
    queued.table = store::TableRef(batch_, &table);
    queued.key = table.key_of(item);
    if (table.counts_keys()) write.counted_row = queued.key.row;
    if (auto metrics = item_collection_metrics(wanted, table, item)) {
      write.note = std::make_unique<Note>();
      write.note->metrics = std::move(metrics);
    }
    queued.done = [batch = batch_, &write](ApiResult<store::WriteOutcome>&& outcome) {
      note_outcome(*batch, write, std::move(outcome));
      if (batch->left.fetch_sub(1) == 1) batch->reply(answer(*batch));
    };
    return write;
  }

  // Whether the newest write has the key of one since the first.
  bool repeats_key(size_t first) const {
    const store::ItemKey& newest = writes_.back().key;
    return std::any_of(
        writes_.begin() + static_cast<ptrdiff_t>(first), writes_.end() - 1,
        [&](const store::ItemWrite& write) { return write.key.hash == newest.hash && write.key.row == newest.row; });
  }

  const std::shared_ptr<Batch>& batch_;
  std::vector<store::ItemWrite>& writes_;
};

}  // namespace

void BatchWriteItem::start(Context& context, Request&& request, Reply<Response> reply) {
  const auto batch = std::make_shared<Batch>();
  std::vector<store::ItemWrite> writes;
  {
    // Its items go before the writes do: on this thread, which made them.
    Request given = std::move(request);
    const auto prepared = BatchPreparation(batch, writes).run(context, given);
    if (!prepared.ok()) return reply(Failure{prepared.error()});
  }
  batch->reply = std::move(reply);
  context.store.submit(std::move(writes));
}

}  // namespace basalt::operations
