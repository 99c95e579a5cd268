// What the tests of single-item actions share: a store in memory, two tables, and actions that can be waited for.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "basalt/base/clock.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/operations/action.h"
#include "basalt/store/store.h"
#include "gtest/gtest.h"

namespace basalt::operations {

inline AttributeValue text(std::string value) { return AttributeValue::string(std::move(value)); }
inline AttributeValue number(int64_t value) { return AttributeValue::integer(value); }

// "Plain": partition key pk (S). "Indexed": pk (S) and sk (S), a local index lsi on color (S, all attributes), global
// indexes gsi-keys on color (keys only) and gsi-some on tint (S, includes note).
class ItemTest : public testing::Test {
 protected:
  ItemTest();
  ~ItemTest() override { store_->drain(); }

  template <class Action>
  ApiResult<typename Action::Response> write(typename Action::Request request) {
    auto promise = std::make_shared<std::promise<ApiResult<typename Action::Response>>>();
    auto answer = promise->get_future();
    Context context = this->context();
    Action::start(context, std::move(request),
                  [promise](ApiResult<typename Action::Response> result) { promise->set_value(std::move(result)); });
    return answer.get();
  }
  // Puts without conditions; the test fails when that is refused.
  void put(const std::string& table, Item item);
  // nullopt when there is no such item.
  std::optional<Item> read(const std::string& table, Item key);

  Context context() { return Context{*store_, clock_, settings_, Identity{}, engine::ReadTier::kAll}; }

  ManualClock clock_{std::chrono::seconds{1'700'000'000}};
  Settings settings_;
  std::unique_ptr<engine::StorageEngine> engine_;
  std::unique_ptr<store::Store> store_;
};

// The message of a refusal; "" when it was none.
template <class T>
std::string message_of(const ApiResult<T>& result) {
  return result.ok() ? std::string() : result.error().message();
}

}  // namespace basalt::operations
