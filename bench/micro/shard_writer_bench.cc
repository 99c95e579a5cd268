// The shard writer on an engine in memory: writes queued together become one group. Argument: writes in flight.
#include <benchmark/benchmark.h>

#include <semaphore>
#include <vector>

#include "basalt/engine/rocksdb_engine.h"
#include "basalt/store/store.h"
#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"
#include "micro/sample_item.h"

namespace basalt::bench {
namespace {

class PutPlan final : public store::WritePlan {
 public:
  explicit PutPlan(const Item& item) : item_(item) {}
  ApiResult<store::Change> plan(const ItemView*) const override {
    return store::Change{.kind = store::Change::Kind::kPut, .item = encode_item(item_), .item_size = item_size(item_)};
  }

 private:
  const Item& item_;
};

store::TableRef create_table(store::Store& store) {
  store::TableDefinition definition;
  definition.name = "orders";
  definition.table_id = "orders";
  definition.attribute_definitions = {{"pk", AttributeType::kString}};
  definition.key_schema.partition = {"pk"};
  return store.catalog().create(definition).value();
}

void BM_ShardWriter(benchmark::State& state) {
  const auto in_flight = static_cast<size_t>(state.range(0));
  const SystemClock clock;
  const auto engine = engine::open_rocksdb({.in_memory = true, .durability = engine::Durability::kNone}).value();
  const auto store = store::Store::open(*engine, clock, {.maintenance_interval = std::chrono::seconds{0}}).value();
  const store::TableRef table = create_table(*store);
  std::vector<Item> items;
  for (size_t i = 0; i < 1000; ++i) {
    items.push_back(small_item());
    items.back().set("pk", AttributeValue::string("user" + std::to_string(i)));
  }
  size_t number = 0;
  for (auto _ : state) {
    std::counting_semaphore<> answered(0);
    for (size_t i = 0; i < in_flight; ++i) {
      const Item& item = items[number++ % items.size()];
      store->submit({.table = table,
                     .key = table->key_of(item),
                     .plan = std::make_unique<PutPlan>(item),
                     .done = [&answered](ApiResult<store::WriteOutcome>&& outcome) {
                       CHECK(outcome.ok());
                       answered.release();
                     }});
    }
    for (size_t i = 0; i < in_flight; ++i) answered.acquire();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  store->drain();
}
BENCHMARK(BM_ShardWriter)->Arg(1)->Arg(32)->Arg(256)->UseRealTime()->MeasureProcessCPUTime();

}  // namespace
}  // namespace basalt::bench
