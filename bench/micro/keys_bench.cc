#include <benchmark/benchmark.h>

#include "basalt/keys/key_codec.h"

namespace basalt::bench {
namespace {

// 0: a text, 1: a number, 2: a text with zero bytes, which are escaped.
AttributeValue key(int64_t kind) {
  if (kind == 0) return AttributeValue::string("user000000000042");
  if (kind == 1) return AttributeValue::number(Decimal::parse("-1299.95").value());
  return AttributeValue::string(std::string(16, '\0'));
}

void BM_EncodeKey(benchmark::State& state) {
  const AttributeValue value = key(state.range(0));
  std::string out;
  for (auto _ : state) {
    out.clear();
    keys::encode(value, out);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(BM_EncodeKey)->DenseRange(0, 2);

void BM_DecodeKey(benchmark::State& state) {
  std::string encoded;
  keys::encode(key(state.range(0)), encoded);
  for (auto _ : state) {
    std::string_view bytes = encoded;
    benchmark::DoNotOptimize(keys::decode(bytes));
  }
}
BENCHMARK(BM_DecodeKey)->DenseRange(0, 2);

void BM_PartitionHash(benchmark::State& state) {
  std::string encoded;
  keys::encode(key(0), encoded);
  for (auto _ : state) benchmark::DoNotOptimize(keys::partition_hash(encoded));
}
BENCHMARK(BM_PartitionHash);

}  // namespace
}  // namespace basalt::bench
