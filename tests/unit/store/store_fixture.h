// What the store's tests share: engines, tables, plans, and writes that can be waited for.
#pragma once

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "basalt/base/clock.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/store/store.h"
#include "gtest/gtest.h"

namespace basalt::store {

std::unique_ptr<engine::StorageEngine> memory_engine();

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// Partition key "pk" (S) and, when asked for, sort key "sk" (N).
TableDefinition table_definition(const std::string& name, bool with_sort_key = false);
Item item_of(const std::string& pk, int64_t n);              // {pk, n}
Item item_of(const std::string& pk, int64_t sk, int64_t n);  // {pk, sk, n}
int64_t number_of(const ItemView& item, std::string_view name);

std::unique_ptr<WritePlan> put(const Item& item);
std::unique_ptr<WritePlan> erase();
// Adds 1 to the number "n" of the item {pk}.
std::unique_ptr<WritePlan> increment(const std::string& pk);
// Puts when there is no such item; ConditionalCheckFailedException otherwise.
std::unique_ptr<WritePlan> put_if_absent(const Item& item);
std::unique_ptr<WritePlan> change_nothing();

// A plan that holds the writer's thread until released, so that writes queue up behind it.
class Gate {
 public:
  std::unique_ptr<WritePlan> plan();
  void wait_until_entered() { entered_.get_future().wait(); }
  void open() { opened_.set_value(); }

 private:
  std::promise<void> entered_;
  std::promise<void> opened_;
};

using FutureOutcome = std::future<ApiResult<WriteOutcome>>;
FutureOutcome submit(Store& store, const TableRef& table, const AttributeValue& pk, std::unique_ptr<WritePlan> plan);
FutureOutcome submit(Store& store, const TableRef& table, const Item& key_item, std::unique_ptr<WritePlan> plan);
// Of a table without a sort key; nullopt when there is no such item.
std::optional<Item> read(Store& store, const TableRef& table, const std::string& pk);
// Rows of a table in the key space, whatever their shard.
size_t row_count(engine::StorageEngine& engine, const Table& table, engine::KeySpace space);

class StoreTest : public testing::Test {
 protected:
  StoreTest() : engine_(memory_engine()) {}
  // Closes the store first when there is one: the restart of a process.
  void open_store(StoreOptions options = {.maintenance_interval = std::chrono::seconds{0}});
  TableRef create_table(const std::string& name, bool with_sort_key = false);

  ManualClock clock_{std::chrono::seconds{1'700'000'000}};
  std::unique_ptr<engine::StorageEngine> engine_;
  std::unique_ptr<Store> store_;
};

}  // namespace basalt::store
