#include "unit/operations/page_fixture.h"

#include <algorithm>
#include <future>
#include <utility>

#include "basalt/engine/read_cache.h"
#include "basalt/engine/rocksdb_engine.h"

namespace basalt::operations {
namespace {

store::TableDefinition orders() {
  store::TableDefinition definition;
  definition.name = "Orders";
  definition.table_id = "orders-id";
  definition.attribute_definitions = {{"pk", AttributeType::kString},    {"sk", AttributeType::kNumber},
                                      {"total", AttributeType::kNumber}, {"state", AttributeType::kString},
                                      {"owner", AttributeType::kString}, {"note", AttributeType::kString}};
  definition.key_schema = {{"pk"}, {"sk"}};
  store::LocalIndex by_total;
  by_total.name = "by_total";
  by_total.key_schema = {{"pk"}, {"total"}};
  by_total.projection = {store::ProjectionType::kKeysOnly, {}};
  store::LocalIndex by_state;
  by_state.name = "by_state";
  by_state.key_schema = {{"pk"}, {"state"}};
  by_state.projection = {store::ProjectionType::kInclude, {"note"}};
  definition.local_indexes = {by_total, by_state};
  store::GlobalIndex by_owner;
  by_owner.name = "by_owner";
  by_owner.key_schema = {{"owner"}, {"total"}};
  store::GlobalIndex by_note;
  by_note.name = "by_note";
  by_note.key_schema = {{"note"}, {}};
  by_note.projection = {store::ProjectionType::kKeysOnly, {}};
  definition.global_indexes = {by_owner, by_note};
  return definition;
}

store::TableDefinition names() {
  store::TableDefinition definition;
  definition.name = "Names";
  definition.table_id = "names-id";
  definition.attribute_definitions = {{"pk", AttributeType::kString}};
  definition.key_schema = {{"pk"}, {}};
  return definition;
}

}  // namespace

PageTest::PageTest()
    : engine_(engine::cache_reads(
          engine::open_rocksdb({.in_memory = true, .durability = engine::Durability::kNone}).value(), {})),
      store_(store::Store::open(*engine_, clock_, {}).value()) {
  EXPECT_TRUE(store_->catalog().create(orders()).ok());
  EXPECT_TRUE(store_->catalog().create(names()).ok());
}

void PageTest::put(const std::string& table, const std::vector<Item>& items) {
  constexpr size_t kAtOnce = 25;
  for (size_t first = 0; first < items.size(); first += kAtOnce) {
    BatchWriteItem::Request request;
    auto& requests = request.request_items.emplace_back();
    requests.table_name = table;
    for (size_t i = first; i < std::min(first + kAtOnce, items.size()); ++i) {
      requests.requests.emplace_back().put_item = Checked<EncodedItem>{items[i], std::nullopt};
    }
    const auto response = run(std::move(request));
    ASSERT_TRUE(response.ok()) << response.error().message();
    ASSERT_TRUE(response->unprocessed_items.empty());
  }
}

Item PageTest::order(const std::string& pk, int64_t sk, const Item& more) {
  Item item = more;
  item.set("pk", text(pk));
  item.set("sk", number(sk));
  return item;
}

namespace {

std::vector<std::string> bytes_of_items(const PageResponse& page) {
  std::vector<std::string> items;
  for (size_t i = 0; page.items && i < page.items->size(); ++i) items.emplace_back(page.items->view(i).encoded());
  return items;
}

void expect_same(const PageResponse& page, const PageResponse& expected) {
  EXPECT_EQ(page.count, expected.count);
  EXPECT_EQ(page.scanned_count, expected.scanned_count);
  EXPECT_EQ(page.last_evaluated_key, expected.last_evaluated_key);
  EXPECT_EQ(page.items.has_value(), expected.items.has_value());
  EXPECT_EQ(bytes_of_items(page), bytes_of_items(expected));
  ASSERT_EQ(page.consumed_capacity.has_value(), expected.consumed_capacity.has_value());
  if (page.consumed_capacity) {
    EXPECT_EQ(page.consumed_capacity->total.units, expected.consumed_capacity->total.units);
  }
}

// The answer a worker gives. It must be the same when it comes from what was read before, the third time at the latest,
// and when an I/O thread can give it from memory.
template <class Action>
ApiResult<PageResponse> run_on_both(Context now, const typename Action::Request& request) {
  auto whole = Action::run(now, request);
  for (const engine::ReadTier tier : {engine::ReadTier::kAll, engine::ReadTier::kMemory}) {
    now.read_tier = tier;
    for (int time = 0; time < 3; ++time) {
      const auto again = Action::run(now, request);
      EXPECT_EQ(again.ok(), whole.ok());
      if (again.ok() && whole.ok() && again->has_value()) expect_same(**again, **whole);
    }
  }
  if (!whole.ok()) return Failure{whole.error()};
  return **std::move(whole);
}

}  // namespace

ApiResult<PageResponse> PageTest::run(const Query::Request& request) { return run_on_both<Query>(context(), request); }

ApiResult<PageResponse> PageTest::run(const Scan::Request& request) { return run_on_both<Scan>(context(), request); }

ApiResult<BatchWriteItem::Response> PageTest::run(BatchWriteItem::Request request) {
  Context now = context();
  std::promise<ApiResult<BatchWriteItem::Response>> promise;
  auto answer = promise.get_future();
  BatchWriteItem::start(now, std::move(request), [&promise](ApiResult<BatchWriteItem::Response> result) {
    promise.set_value(std::move(result));
  });
  return answer.get();
}

Query::Request PageTest::query(const std::string& more, std::vector<std::pair<std::string, AttributeValue>> values) {
  Query::Request request;
  request.page.table_name = "Orders";
  request.key_condition_expression = "pk = :p" + (more.empty() ? "" : " AND " + more);
  auto& map = request.page.placeholders.values.emplace();
  map.value.emplace(":p", text("p"));
  for (auto& [name, value] : values) map.value.emplace(name, std::move(value));
  return request;
}

Scan::Request PageTest::scan(const std::string& table) {
  Scan::Request request;
  request.page.table_name = table;
  return request;
}

std::vector<int64_t> numbers(const PageResponse& response, const std::string& name) {
  std::vector<int64_t> found;
  for (size_t i = 0; i < response.items->size(); ++i) {
    int64_t value = 0;
    EXPECT_TRUE(response.items->view(i).find(name).value().number().to_int64(value));
    found.push_back(value);
  }
  return found;
}

std::vector<std::string> texts(const PageResponse& response, const std::string& name) {
  std::vector<std::string> found;
  for (size_t i = 0; i < response.items->size(); ++i) {
    found.emplace_back(response.items->view(i).find(name).value().bytes());
  }
  return found;
}

}  // namespace basalt::operations
