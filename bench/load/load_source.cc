#include "load/load_source.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "load/operation.h"

namespace basalt::bench {
namespace {

constexpr uint64_t kBatch = 25;               // what BatchWriteItem takes
constexpr uint64_t kBatchBytes = 12'000'000;  // a request may have 16 MB
constexpr unsigned kTries = 30;
constexpr uint64_t kLongestPauseMs = 2000;

// The body that asks again for what was not processed; "" when all was.
std::string unprocessed(std::string_view body) {
  // Nearly every answer is this one, and need not be parsed.
  if (body == R"({"UnprocessedItems":{}})") return {};
  const auto answer = nlohmann::json::parse(body, nullptr, false);
  if (!answer.is_object()) return {};
  const auto items = answer.find("UnprocessedItems");
  if (items == answer.end() || items->empty()) return {};
  return nlohmann::json{{"RequestItems", *items}}.dump();
}

bool may_pass_later(const Response& response) {
  return response.status >= 500 || error_type(response.body).find("Thr") != std::string_view::npos ||
         error_type(response.body) == "RequestLimitExceeded";
}

}  // namespace

bool LoadSource::next(Exchange& exchange) {
  const DataOptions& options = data_.options();
  const bool collections = table_ == LoadedTable::kCollections;
  const uint64_t total = collections ? data_.collections() * options.collection_items : options.items;
  const uint64_t batch = std::clamp<uint64_t>(kBatchBytes / std::max<uint64_t>(1, options.item_bytes), 1, kBatch);
  const uint64_t first = progress_.handed_out.fetch_add(batch, std::memory_order_relaxed);
  if (first >= total) return false;
  exchange.label = static_cast<size_t>(OperationKind::kBatchWrite);
  exchange.action = "BatchWriteItem";
  const std::string& table = collections ? data_.collections_table() : data_.items_table();
  exchange.body.assign(R"({"RequestItems":{")").append(table).append(R"(":[)");
  for (uint64_t item = first; item < std::min(total, first + batch); ++item) {
    exchange.body += item == first ? R"({"PutRequest":{"Item":)" : R"(,{"PutRequest":{"Item":)";
    if (collections) {
      const uint64_t size = options.collection_items;
      data_.append_collection_item(item / size, item % size, random_, exchange.body);
    } else {
      data_.append_item(item, random_, exchange.body);
    }
    exchange.body += "}}";
  }
  exchange.body += "]}}";
  return true;
}

bool LoadSource::goes_on(const Response* response, Exchange& exchange) {
  if (response != nullptr && response->status == 200) {
    std::string again = unprocessed(response->body);
    if (again.empty()) return false;
    exchange.body = std::move(again);
  } else if (response != nullptr && !may_pass_later(*response)) {
    progress_.given_up.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  if (++exchange.tries > kTries) {
    progress_.given_up.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  progress_.retried.fetch_add(1, std::memory_order_relaxed);
  exchange.pause_ms = std::min(kLongestPauseMs, uint64_t{10} << std::min(exchange.tries, 8U)) / 2 + random_.below(20);
  return true;
}

}  // namespace basalt::bench
