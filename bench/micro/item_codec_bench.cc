#include <benchmark/benchmark.h>

#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"
#include "micro/sample_item.h"

namespace basalt::bench {
namespace {

Item item_of(const benchmark::State& state) { return state.range(0) == 0 ? small_item() : document_item(); }

void BM_EncodeItem(benchmark::State& state) {
  const Item item = item_of(state);
  std::string out;
  for (auto _ : state) {
    out.clear();
    encode_item(item, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(out.size()));
}
BENCHMARK(BM_EncodeItem)->ArgName("document")->Arg(0)->Arg(1);

void BM_DecodeItem(benchmark::State& state) {
  const std::string encoded = encode_item(item_of(state));
  for (auto _ : state) benchmark::DoNotOptimize(ItemView(encoded).decode());
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(encoded.size()));
}
BENCHMARK(BM_DecodeItem)->ArgName("document")->Arg(0)->Arg(1);

void BM_FindAttribute(benchmark::State& state) {
  const std::string encoded = encode_item(item_of(state));
  for (auto _ : state) benchmark::DoNotOptimize(ItemView(encoded).find("total"));
}
BENCHMARK(BM_FindAttribute)->ArgName("document")->Arg(0)->Arg(1);

void BM_ItemSize(benchmark::State& state) {
  const std::string encoded = encode_item(item_of(state));
  for (auto _ : state) benchmark::DoNotOptimize(item_size(ItemView(encoded)));
}
BENCHMARK(BM_ItemSize)->ArgName("document")->Arg(0)->Arg(1);

void BM_WriteItemAsJson(benchmark::State& state) {
  const std::string encoded = encode_item(item_of(state));
  std::string out;
  for (auto _ : state) {
    out.clear();
    write_json(ItemView(encoded), out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(out.size()));
}
BENCHMARK(BM_WriteItemAsJson)->ArgName("document")->Arg(0)->Arg(1);

}  // namespace
}  // namespace basalt::bench
