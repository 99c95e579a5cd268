#include "unit/store/store_fixture.h"

#include <unistd.h>

#include <utility>

#include "basalt/engine/rocksdb_engine.h"
#include "basalt/keys/key_layout.h"
#include "basalt/value/item_size.h"

namespace basalt::store {
namespace {

// A plan from a callable, so that each plan below is its one rule.
template <class F>
class PlanOf final : public WritePlan {
 public:
  explicit PlanOf(F rule) : rule_(std::move(rule)) {}
  ApiResult<Change> plan(const ItemView* old) const override { return rule_(old); }

 private:
  F rule_;
};

template <class F>
std::unique_ptr<WritePlan> plan_of(F rule) {
  return std::make_unique<PlanOf<F>>(std::move(rule));
}

Change put_change(const Item& item) {
  return {.kind = Change::Kind::kPut, .item = encode_item(item), .item_size = item_size(item)};
}

}  // namespace

std::unique_ptr<engine::StorageEngine> memory_engine() {
  return engine::open_rocksdb({.in_memory = true, .durability = engine::Durability::kNone}).value();
}

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "basalt-store-XXXXXX").string();
  CHECK(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() { std::filesystem::remove_all(path_); }

TableDefinition table_definition(const std::string& name, bool with_sort_key) {
  TableDefinition definition;
  definition.name = name;
  definition.table_id = "id-of-" + name;
  definition.attribute_definitions = {{"pk", AttributeType::kString}};
  definition.key_schema.partition = {"pk"};
  if (with_sort_key) {
    definition.attribute_definitions.push_back({"sk", AttributeType::kNumber});
    definition.key_schema.sort = {"sk"};
  }
  return definition;
}

Item item_of(const std::string& pk, int64_t n) {
  return {{"pk", AttributeValue::string(pk)}, {"n", AttributeValue::integer(n)}};
}

Item item_of(const std::string& pk, int64_t sk, int64_t n) {
  return {{"pk", AttributeValue::string(pk)}, {"sk", AttributeValue::integer(sk)}, {"n", AttributeValue::integer(n)}};
}

int64_t number_of(const ItemView& item, std::string_view name) {
  int64_t number = 0;
  CHECK(item.find(name).value().number().to_int64(number));
  return number;
}

std::unique_ptr<WritePlan> put(const Item& item) {
  return plan_of([item](const ItemView*) -> ApiResult<Change> { return put_change(item); });
}

std::unique_ptr<WritePlan> erase() {
  return plan_of([](const ItemView*) -> ApiResult<Change> { return Change{.kind = Change::Kind::kErase, .item = {}}; });
}

std::unique_ptr<WritePlan> increment(const std::string& pk) {
  return plan_of([pk](const ItemView* old) -> ApiResult<Change> {
    return put_change(item_of(pk, old == nullptr ? 1 : number_of(*old, "n") + 1));
  });
}

std::unique_ptr<WritePlan> put_if_absent(const Item& item) {
  return plan_of([item](const ItemView* old) -> ApiResult<Change> {
    if (old != nullptr) return Failure{ApiError::conditional_check_failed()};
    return put_change(item);
  });
}

std::unique_ptr<WritePlan> change_nothing() {
  return plan_of([](const ItemView*) -> ApiResult<Change> { return Change{}; });
}

std::unique_ptr<WritePlan> Gate::plan() {
  return plan_of([this, opened = opened_.get_future().share()](const ItemView*) -> ApiResult<Change> {
    entered_.set_value();
    opened.wait();
    return Change{};
  });
}

FutureOutcome submit(Store& store, const TableRef& table, const AttributeValue& pk, std::unique_ptr<WritePlan> plan) {
  return submit(store, table, Item{{"pk", pk}}, std::move(plan));
}

FutureOutcome submit(Store& store, const TableRef& table, const Item& key_item, std::unique_ptr<WritePlan> plan) {
  std::promise<ApiResult<WriteOutcome>> promise;
  FutureOutcome outcome = promise.get_future();
  store.submit({.table = table,
                .key = table->key_of(key_item),
                .plan = std::move(plan),
                .done = [promise = std::move(promise)](ApiResult<WriteOutcome> result) mutable {
                  promise.set_value(std::move(result));
                }});
  return outcome;
}

std::optional<Item> read(Store& store, const TableRef& table, const std::string& pk) {
  std::string buffer;
  const ItemKey key = table->key_of(AttributeValue::string(pk), nullptr);
  if (store.items().get(*table, key, {}, buffer).value() != ReadOutcome::kFound) return std::nullopt;
  return read_stored_item(buffer).item.decode();
}

size_t row_count(engine::StorageEngine& engine, const Table& table, engine::KeySpace space) {
  engine::RowPage page;
  const std::string begin = keys::space_begin(table.definition().space.value);
  const std::string end = keys::space_end(table.definition().space.value);
  engine
      .scan({.shard = {},
             .space = space,
             .begin = begin,
             .end = end,
             .max_rows = 1'000'000,
             .max_bytes = size_t{1} << 30},
            {}, page)
      .value();
  return page.size();
}

void StoreTest::open_store(StoreOptions options) {
  store_.reset();
  auto opened = Store::open(*engine_, clock_, options);
  ASSERT_TRUE(opened.ok());
  store_ = std::move(opened).value();
}

TableRef StoreTest::create_table(const std::string& name, bool with_sort_key) {
  return store_->catalog().create(table_definition(name, with_sort_key)).value();
}

}  // namespace basalt::store
