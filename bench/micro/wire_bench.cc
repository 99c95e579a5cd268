// JSON in and out: a request's bytes to its action's Request, and a Response to the answer's bytes.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include "basalt/operations/get_item.h"
#include "basalt/operations/put_item.h"
#include "basalt/value/dynamodb_json.h"
#include "micro/sample_item.h"
#include "wire/get_item_codec.h"
#include "wire/put_item_codec.h"
#include "wire/serve.h"

namespace basalt::bench {
namespace {

template <class Action>
void decode(benchmark::State& state, std::string body) {
  const size_t size = body.size();
  body.append(wire::kBodyPadding, '\0');
  simdjson::dom::parser parser;
  for (auto _ : state) {
    simdjson::dom::object object;
    if (parser.parse(body.data(), size, false).get_object().get(object) != simdjson::SUCCESS) {
      return state.SkipWithError("not JSON");
    }
    auto request = wire::decoded<Action>(object);
    if (!request.ok()) return state.SkipWithError(request.error().message().c_str());
    benchmark::DoNotOptimize(request);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(size));
}

void BM_DecodeGetItem(benchmark::State& state) {
  decode<operations::GetItem>(
      state, R"({"TableName":"orders","Key":{"pk":{"S":"user000000000042"},"sk":{"S":"ORDER#000000007"}}})");
}
BENCHMARK(BM_DecodeGetItem);

void BM_DecodePutItem(benchmark::State& state) {
  std::string body = R"({"TableName":"orders","Item":)";
  write_json(state.range(0) == 0 ? small_item() : document_item(), body);
  decode<operations::PutItem>(state, body + "}");
}
BENCHMARK(BM_DecodePutItem)->ArgName("document")->Arg(0)->Arg(1);

void BM_EncodeGetItemAnswer(benchmark::State& state) {
  operations::GetItem::Response response;
  response.item.emplace(encode_item(state.range(0) == 0 ? small_item() : document_item()));
  std::string out;
  for (auto _ : state) {
    out.clear();
    wire::Codec<operations::GetItem>::encode(response, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(out.size()));
}
BENCHMARK(BM_EncodeGetItemAnswer)->ArgName("document")->Arg(0)->Arg(1);

}  // namespace
}  // namespace basalt::bench
