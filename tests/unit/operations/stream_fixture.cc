#include "unit/operations/stream_fixture.h"

#include "basalt/engine/rocksdb_engine.h"
#include "basalt/operations/table_name.h"
#include "operations/table_settings.h"

namespace basalt::operations {

StreamTest::StreamTest() { open_store(); }

void StreamTest::open_store() {
  if (store_) store_->drain();
  store_.reset();
  store_ =
      store::Store::open(*engine_, clock_, {.shards_per_table = 1, .maintenance_interval = std::chrono::seconds{0}})
          .value();
}

void StreamTest::create(const std::string& name, store::StreamViewType type) {
  store::TableDefinition definition;
  definition.name = name;
  definition.table_id = "id-of-" + name;
  definition.arn = table_arn(Identity{}, name);
  definition.attribute_definitions = {{"pk", AttributeType::kString}};
  definition.key_schema.partition = {"pk"};
  definition.stream = new_stream(type, clock_);
  store_->catalog().create(definition).value();
}

void StreamTest::set_stream(const std::string& name, std::optional<store::StreamViewType> type) {
  store::TableDefinition definition = store_->catalog().find("", name)->definition();
  if (type) {
    definition.stream = new_stream(*type, clock_, definition.closed_streams);
  } else {
    close_stream(store_->change_log().horizon(), definition);
  }
  store_->catalog().update(std::move(definition)).value();
}

std::string StreamTest::arn_of(const std::string& name) const {
  const store::TableDefinition& definition = store_->catalog().find("", name)->definition();
  return definition.arn + "/stream/" + definition.stream.value().label;
}

void StreamTest::write_item(const std::string& table, const std::string& key, int64_t value) {
  put(table, Item{{"pk", text(key)}, {"n", number(value)}});
}

ApiResult<DescribeStream::Response> StreamTest::describe(const std::string& arn, DescribeStream::Request request) {
  request.stream_arn = arn;
  Context asked = context();
  return DescribeStream::run(asked, request);
}

ApiResult<GetShardIterator::Response> StreamTest::iterator(const std::string& arn, const std::string& shard,
                                                           ShardIteratorType type,
                                                           std::optional<std::string> sequence_number) {
  Context asked = context();
  return GetShardIterator::run(asked, {.stream_arn = arn,
                                       .shard_id = shard,
                                       .type = type,
                                       .sequence_number = std::move(sequence_number),
                                       .timestamp_seconds = std::nullopt});
}

ApiResult<GetRecords::Response> StreamTest::records(const std::string& iterator, std::optional<int32_t> limit) {
  Context asked = context();
  return GetRecords::run(asked, {.shard_iterator = iterator, .limit = limit});
}

std::string StreamTest::read_all(const std::string& arn, const std::string& shard) {
  std::optional<std::string> next = iterator(arn, shard, ShardIteratorType::kTrimHorizon).value().shard_iterator;
  std::string text;
  for (;;) {
    const GetRecords::Response page = records(*next, 2).value();
    if (!page.records.empty()) text += (text.empty() ? "" : " ") + text_of(page);
    ended_ = !page.next_shard_iterator.has_value();
    if (ended_ || page.records.empty()) return text;
    next = page.next_shard_iterator;
  }
}

std::string text_of(const GetRecords::Response& response) {
  std::string text;
  for (const GetRecords::Record& record : response.records) {
    const store::ChangeRecord& change = record.change;
    text += text.empty() ? "" : " ";
    text += change.kind == store::ChangeKind::kInsert   ? "INSERT "
            : change.kind == store::ChangeKind::kModify ? "MODIFY "
                                                        : "REMOVE ";
    text += std::string(change.keys.find("pk")->bytes());
    if (change.new_image) text.append("=").append(change.new_image->find("n")->bytes());
  }
  return text;
}

}  // namespace basalt::operations
