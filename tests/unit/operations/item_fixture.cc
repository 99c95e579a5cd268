#include "unit/operations/item_fixture.h"

#include "basalt/engine/read_cache.h"
#include "basalt/engine/rocksdb_engine.h"
#include "basalt/operations/get_item.h"
#include "basalt/operations/put_item.h"

namespace basalt::operations {
namespace {

store::TableDefinition plain_table() {
  store::TableDefinition definition;
  definition.name = "Plain";
  definition.table_id = "id-of-plain";
  definition.attribute_definitions = {{"pk", AttributeType::kString}};
  definition.key_schema.partition = {"pk"};
  return definition;
}

store::TableDefinition indexed_table() {
  store::TableDefinition definition;
  definition.name = "Indexed";
  definition.table_id = "id-of-indexed";
  definition.attribute_definitions = {{"pk", AttributeType::kString},
                                      {"sk", AttributeType::kString},
                                      {"color", AttributeType::kString},
                                      {"tint", AttributeType::kString}};
  definition.key_schema = {{"pk"}, {"sk"}};
  store::LocalIndex local;
  local.name = "lsi";
  local.key_schema = {{"pk"}, {"color"}};
  definition.local_indexes.push_back(local);
  store::GlobalIndex keys_only;
  keys_only.name = "gsi-keys";
  keys_only.key_schema = {{"color"}, {}};
  keys_only.projection.type = store::ProjectionType::kKeysOnly;
  definition.global_indexes.push_back(keys_only);
  store::GlobalIndex some;
  some.name = "gsi-some";
  some.key_schema = {{"tint"}, {}};
  some.projection = {store::ProjectionType::kInclude, {"note"}};
  definition.global_indexes.push_back(some);
  return definition;
}

}  // namespace

ItemTest::ItemTest() {
  engine_ = engine::cache_reads(
      engine::open_rocksdb({.in_memory = true, .durability = engine::Durability::kNone}).value(), {});
  store_ = store::Store::open(*engine_, clock_, {}).value();
  store_->catalog().create(plain_table()).value();
  store_->catalog().create(indexed_table()).value();
}

void ItemTest::put(const std::string& table, Item item) {
  PutItem::Request request;
  request.table_name = table;
  request.item.value = std::move(item);
  EXPECT_EQ(message_of(write<PutItem>(std::move(request))), "");
}

std::optional<Item> ItemTest::read(const std::string& table, Item key) {
  GetItem::Request request;
  request.table_name = table;
  request.key.value = std::move(key);
  Context asked = context();
  auto response = GetItem::run(asked, request);
  EXPECT_EQ(message_of(response), "");
  if (!response.ok() || !(*response)->item) return std::nullopt;
  return (*response)->item->view().decode();
}

}  // namespace basalt::operations
