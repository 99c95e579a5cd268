#include "load/workload_source.h"

#include <algorithm>

namespace basalt::bench {
namespace {

constexpr uint64_t kLongestShortScan = 100;
constexpr uint64_t kBatchGetKeys = 100;
constexpr uint64_t kBatchWritePuts = 25;
constexpr std::string_view kOnlyWhenAbsent = R"text(,"ConditionExpression":"attribute_not_exists(pk)")text";

void begin(std::string_view action, const std::string& table, Exchange& exchange) {
  exchange.action = action;
  exchange.body.assign(R"({"TableName":")").append(table).append("\"");
}

}  // namespace

WorkloadSource::WorkloadSource(const Workload& workload, const KeyChooserOptions& keys, DataSet& data, uint64_t seed)
    : workload_(workload), data_(data), keys_(make_key_chooser(keys)), random_(seed) {
  for (const Share& share : workload_.shares) total_weight_ += share.weight;
}

OperationKind WorkloadSource::choose() {
  double point = random_.unit() * total_weight_;
  for (const Share& share : workload_.shares) {
    if (point < share.weight) return share.kind;
    point -= share.weight;
  }
  return workload_.shares.back().kind;
}

bool WorkloadSource::next(Exchange& exchange) {
  const OperationKind kind = workload_.shares.size() == 1 ? workload_.shares.front().kind : choose();
  exchange.label = static_cast<size_t>(kind);
  exchange.wanted_error = kind == OperationKind::kRefusedPut ? "ConditionalCheckFailedException" : "";
  write(kind, exchange);
  return true;
}

bool WorkloadSource::goes_on(const Response* response, Exchange& exchange) {
  const bool is_read =
      static_cast<OperationKind>(exchange.label) == OperationKind::kReadModifyWrite && exchange.step == 0;
  if (!is_read || response == nullptr || response->status != 200) return false;
  exchange.step = 1;
  update_item(exchange);
  return true;
}

void WorkloadSource::write(OperationKind kind, Exchange& exchange) {
  switch (kind) {
    case OperationKind::kGetItem:
    case OperationKind::kReadModifyWrite:
      exchange.item = any_item();
      return get_item(exchange);
    case OperationKind::kPutItem:
      return put_item(any_item(), "", exchange);
    case OperationKind::kInsert:
      return put_item(data_.add_item(), "", exchange);
    case OperationKind::kRefusedPut:
      return put_item(any_item(), kOnlyWhenAbsent, exchange);
    case OperationKind::kUpdateItem:
      exchange.item = any_item();
      return update_item(exchange);
    case OperationKind::kIncrement:
      exchange.item = any_item();
      return increment(exchange);
    case OperationKind::kQuery:
    case OperationKind::kCollectionGet:
    case OperationKind::kCollectionPut:
      return collection_request(kind, exchange);
    case OperationKind::kShortScan:
      return scan(1 + random_.below(kLongestShortScan), true, exchange);
    case OperationKind::kScan:
      return scan(data_.options().scan_limit, false, exchange);
    case OperationKind::kBatchGet:
      return batch_get(exchange);
    case OperationKind::kBatchWrite:
      return batch_write(exchange);
    case OperationKind::kTransactWrite:
      return transact_write(exchange);
  }
}

void WorkloadSource::get_item(Exchange& exchange) {
  begin("GetItem", data_.items_table(), exchange);
  exchange.body += R"(,"Key":{)";
  DataSet::append_item_key(exchange.item, exchange.body);
  exchange.body += "}}";
}

void WorkloadSource::put_item(uint64_t item, std::string_view rest, Exchange& exchange) {
  begin("PutItem", data_.items_table(), exchange);
  exchange.body += R"(,"Item":)";
  data_.append_item(item, random_, exchange.body);
  exchange.body.append(rest) += '}';
}

void WorkloadSource::update_item(Exchange& exchange) {
  begin("UpdateItem", data_.items_table(), exchange);
  exchange.body += R"(,"Key":{)";
  DataSet::append_item_key(exchange.item, exchange.body);
  exchange.body += R"(},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":)";
  data_.append_value(random_, exchange.body);
  exchange.body += "}}";
}

void WorkloadSource::increment(Exchange& exchange) {
  begin("UpdateItem", data_.items_table(), exchange);
  exchange.body += R"(,"Key":{)";
  DataSet::append_item_key(exchange.item, exchange.body);
  exchange.body += R"(},"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}})";
}

void WorkloadSource::collection_request(OperationKind kind, Exchange& exchange) {
  const uint64_t collection = keys_->next(data_.collections(), random_);
  const uint64_t position = random_.below(data_.options().collection_items);
  if (kind == OperationKind::kQuery) {
    begin("Query", data_.collections_table(), exchange);
    exchange.body += R"(,"KeyConditionExpression":"pk = :pk","ExpressionAttributeValues":{":)";
    // The key member "pk":{"S":...} becomes ":pk":{"S":...}: the quotation mark is written before the colon.
    const size_t mark = exchange.body.size();
    DataSet::append_item_key(collection, exchange.body);
    exchange.body.erase(mark, 1);
    exchange.body += "}}";
  } else if (kind == OperationKind::kCollectionGet) {
    begin("GetItem", data_.collections_table(), exchange);
    exchange.body += R"(,"Key":{)";
    DataSet::append_collection_key(collection, position, exchange.body);
    exchange.body += "}}";
  } else {
    begin("PutItem", data_.collections_table(), exchange);
    exchange.body += R"(,"Item":)";
    data_.append_collection_item(collection, position, random_, exchange.body);
    exchange.body += '}';
  }
}

void WorkloadSource::scan(uint64_t limit, bool from_any_key, Exchange& exchange) {
  begin("Scan", data_.items_table(), exchange);
  if (from_any_key) {
    exchange.body += R"(,"ExclusiveStartKey":{)";
    DataSet::append_item_key(any_item(), exchange.body);
    exchange.body += '}';
  }
  if (limit > 0) exchange.body.append(R"(,"Limit":)").append(std::to_string(limit));
  exchange.body += '}';
}

void WorkloadSource::batch_get(Exchange& exchange) {
  exchange.action = "BatchGetItem";
  exchange.body.assign(R"({"RequestItems":{")").append(data_.items_table()).append(R"(":{"Keys":[)");
  // Neighbours in number, strangers by hash; a batch may not name a key twice.
  const uint64_t items = data_.items();
  const uint64_t first = keys_->next(items, random_);
  for (uint64_t i = 0; i < std::min(kBatchGetKeys, items); ++i) {
    exchange.body += i == 0 ? "{" : ",{";
    DataSet::append_item_key((first + i) % items, exchange.body);
    exchange.body += '}';
  }
  exchange.body += "]}}}";
}

void WorkloadSource::batch_write(Exchange& exchange) {
  exchange.action = "BatchWriteItem";
  exchange.body.assign(R"({"RequestItems":{")").append(data_.items_table()).append(R"(":[)");
  for (uint64_t i = 0; i < kBatchWritePuts; ++i) {
    exchange.body += i == 0 ? R"({"PutRequest":{"Item":)" : R"(,{"PutRequest":{"Item":)";
    data_.append_item(data_.add_item(), random_, exchange.body);
    exchange.body += "}}";
  }
  exchange.body += "]}}";
}

void WorkloadSource::transact_write(Exchange& exchange) {
  exchange.action = "TransactWriteItems";
  exchange.body.assign(R"({"TransactItems":[)");
  const uint64_t items = data_.items();
  const uint64_t first = keys_->next(items, random_);
  // Any other item: a transaction may not name one twice.
  const uint64_t second = items == 1 ? 1 : (first + 1 + random_.below(items - 1)) % items;
  for (const uint64_t item : {first, second}) {
    exchange.body.append(R"({"Put":{"TableName":")").append(data_.items_table()).append(R"(","Item":)");
    data_.append_item(item, random_, exchange.body);
    exchange.body += item == first ? "}}," : "}}]}";
  }
}

}  // namespace basalt::bench
