// Expressions as requests bring them: the text is parsed once and then comes from the cache; names and values are
// resolved anew each time.
#include <benchmark/benchmark.h>

#include "basalt/expression/resolve.h"
#include "basalt/value/item_codec.h"
#include "micro/sample_item.h"

namespace basalt::bench {
namespace {

using expression::Substitutions;
using expression::Texts;

constexpr std::string_view kCondition =
    "attribute_exists(pk) AND #total BETWEEN :low AND :high AND begins_with(sk, :prefix)";
constexpr std::string_view kUpdate = "SET #total = #total + :one, note = if_not_exists(note, :prefix) ADD visits :one";

Substitutions condition_values() {
  Substitutions given;
  given.names.emplace()["#total"] = "total";
  auto& values = given.values.emplace();
  values[":low"] = AttributeValue::integer(1);
  values[":high"] = AttributeValue::integer(5000);
  values[":prefix"] = AttributeValue::string("ORDER#");
  return given;
}

Substitutions update_values() {
  Substitutions given;
  given.names.emplace()["#total"] = "total";
  auto& values = given.values.emplace();
  values[":one"] = AttributeValue::integer(1);
  values[":prefix"] = AttributeValue::string("ORDER#");
  return given;
}

void BM_ResolveCachedCondition(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(resolve({.condition = kCondition}, condition_values()));
}
BENCHMARK(BM_ResolveCachedCondition);

// A text that was never seen: lexed, parsed and checked.
void BM_ResolveNewCondition(benchmark::State& state) {
  uint64_t number = 0;
  for (auto _ : state) {
    const std::string text = std::string(kCondition) + " AND a" + std::to_string(++number) + " <> :low";
    benchmark::DoNotOptimize(resolve({.condition = text}, condition_values()));
  }
}
BENCHMARK(BM_ResolveNewCondition);

void BM_EvaluateCondition(benchmark::State& state) {
  const auto resolved = resolve({.condition = kCondition}, condition_values()).value();
  const std::string encoded = encode_item(small_item());
  if (!resolved.condition->matches(ItemView(encoded))) return state.SkipWithError("the condition must hold");
  for (auto _ : state) benchmark::DoNotOptimize(resolved.condition->matches(ItemView(encoded)));
}
BENCHMARK(BM_EvaluateCondition);

void BM_ResolveCachedUpdate(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(resolve({.update = kUpdate}, update_values()));
}
BENCHMARK(BM_ResolveCachedUpdate);

void BM_ApplyUpdate(benchmark::State& state) {
  const auto resolved = resolve({.update = kUpdate}, update_values()).value();
  const Item item = small_item();
  if (!resolved.update->apply(item).ok()) return state.SkipWithError("the update must apply");
  for (auto _ : state) benchmark::DoNotOptimize(resolved.update->apply(item));
}
BENCHMARK(BM_ApplyUpdate);

}  // namespace
}  // namespace basalt::bench
