// What signing costs the client (basalt-bench's signer). A server that verifies does the same hashing.
#include <benchmark/benchmark.h>

#include <array>

#include "load/sigv4.h"

namespace basalt::bench {
namespace {

void BM_SignSigV4(benchmark::State& state) {
  Sigv4Signer signer({"AKIDEXAMPLE", "secret", ""}, "us-east-1", "dynamodb");
  const std::string body(static_cast<size_t>(state.range(0)), 'x');
  const std::string_view date = "20260101T000000Z";
  const std::array<SignedHeader, 4> headers{{{"content-type", "application/x-amz-json-1.0"},
                                             {"host", "localhost:8000"},
                                             {"x-amz-date", date},
                                             {"x-amz-target", "DynamoDB_20120810.GetItem"}}};
  for (auto _ : state) benchmark::DoNotOptimize(signer.authorization("POST", "/", date, headers, body));
}
BENCHMARK(BM_SignSigV4)->ArgName("body_bytes")->Arg(100)->Arg(4000);

}  // namespace
}  // namespace basalt::bench
