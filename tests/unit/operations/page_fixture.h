// What the tests of Query, Scan and the batches share: a store in memory, tables with indexes, and their items.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/operations/batch_write_item.h"
#include "basalt/operations/context.h"
#include "basalt/operations/page_parameters.h"
#include "basalt/operations/query.h"
#include "basalt/operations/scan.h"
#include "gtest/gtest.h"
#include "unit/operations/item_fixture.h"

namespace basalt::operations {

// Table "Orders": pk (S), sk (N); local indexes "by_total" (total, KEYS_ONLY) and "by_state" (state, INCLUDE note);
// global indexes "by_owner" (owner, total; ALL) and "by_note" (note; KEYS_ONLY).
// Table "Names": pk (S).
class PageTest : public testing::Test {
 protected:
  PageTest();

  Context context() { return {*store_, clock_, settings_, {}, engine::ReadTier::kAll}; }
  void put(const std::string& table, const std::vector<Item>& items);
  // {pk, sk, …} of Orders.
  static Item order(const std::string& pk, int64_t sk, const Item& more = {});

  ApiResult<PageResponse> run(const Query::Request& request);
  ApiResult<PageResponse> run(const Scan::Request& request);
  ApiResult<BatchWriteItem::Response> run(BatchWriteItem::Request request);
  // The message of what run refuses; "" when it does not.
  template <class Request>
  std::string refusal(const Request& request) {
    const auto result = run(request);
    return result.ok() ? "" : result.error().message();
  }

  // Of Orders: pk = "p" and this on the rest of the key.
  static Query::Request query(const std::string& more = {}, std::vector<std::pair<std::string, AttributeValue>> = {});
  static Scan::Request scan(const std::string& table);

  ManualClock clock_{std::chrono::seconds{1'700'000'000}};
  Settings settings_;
  std::unique_ptr<engine::StorageEngine> engine_;
  std::unique_ptr<store::Store> store_;
};

// The numbers in attribute `name` of the answered items, in their order.
std::vector<int64_t> numbers(const PageResponse& response, const std::string& name = "sk");
std::vector<std::string> texts(const PageResponse& response, const std::string& name);

}  // namespace basalt::operations
