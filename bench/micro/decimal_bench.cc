#include <benchmark/benchmark.h>

#include <string_view>

#include "basalt/value/decimal.h"

namespace basalt::bench {
namespace {

constexpr std::string_view kTexts[] = {"7", "-1299.95", "12345678901234567890123456789012345678"};

void BM_ParseDecimal(benchmark::State& state) {
  const std::string_view text = kTexts[state.range(0)];
  for (auto _ : state) benchmark::DoNotOptimize(Decimal::parse(text));
}
BENCHMARK(BM_ParseDecimal)->DenseRange(0, 2);

void BM_WriteDecimal(benchmark::State& state) {
  const Decimal number = Decimal::parse(kTexts[state.range(0)]).value();
  char text[Decimal::kMaxTextSize];
  for (auto _ : state) {
    benchmark::DoNotOptimize(number.write(text));
    benchmark::ClobberMemory();
  }
}
BENCHMARK(BM_WriteDecimal)->DenseRange(0, 2);

void BM_AddDecimals(benchmark::State& state) {
  const Decimal a = Decimal::parse(kTexts[state.range(0)]).value();
  const Decimal b = Decimal::from_int(1);
  for (auto _ : state) benchmark::DoNotOptimize(Decimal::add(a, b));
}
BENCHMARK(BM_AddDecimals)->DenseRange(0, 2);

void BM_CompareDecimals(benchmark::State& state) {
  const Decimal a = Decimal::parse(kTexts[state.range(0)]).value();
  const Decimal b = Decimal::parse("7.5").value();
  for (auto _ : state) benchmark::DoNotOptimize(a < b);
}
BENCHMARK(BM_CompareDecimals)->DenseRange(0, 2);

}  // namespace
}  // namespace basalt::bench
