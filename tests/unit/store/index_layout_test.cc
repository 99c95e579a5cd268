#include "basalt/store/index_layout.h"

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "basalt/value/item_size.h"
#include "gmock/gmock.h"
#include "store/table_state.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

// A table (pk S, sk N) with a local index by "l" (N) and a global one by "g" (S) and "h", "i" (N, B).
class IndexLayoutTest : public testing::Test {
 protected:
  IndexLayoutTest() { make(IndexProjection{}); }

  void make(const IndexProjection& projection) {
    TableDefinition definition = table_definition("t", true);
    definition.space = SpaceId{1};
    definition.shards = {{1, 0}};
    definition.attribute_definitions.push_back({"l", AttributeType::kNumber});
    definition.attribute_definitions.push_back({"g", AttributeType::kString});
    definition.attribute_definitions.push_back({"h", AttributeType::kNumber});
    definition.attribute_definitions.push_back({"i", AttributeType::kBinary});
    definition.local_indexes = {{"local", SpaceId{2}, {{"pk"}, {"l"}}, projection}};
    GlobalIndex global;
    global.name = "global";
    global.space = SpaceId{3};
    global.key_schema = {{"g", "h"}, {"i"}};
    global.projection = projection;
    definition.global_indexes = {global};
    table_ = std::make_shared<const Table>(std::move(definition), std::make_shared<TableState>(1), 1);
  }
  const IndexLayout& local() const { return *table_->index("local"); }
  const IndexLayout& global() const { return *table_->index("global"); }

  static Item whole() {
    return {{"pk", AttributeValue::string("p")}, {"sk", AttributeValue::integer(1)}, {"l", AttributeValue::integer(2)},
            {"g", AttributeValue::string("a")},  {"h", AttributeValue::integer(3)},  {"i", AttributeValue::binary("b")},
            {"x", AttributeValue::string("xx")}, {"y", AttributeValue::string("yy")}};
  }
  static Item with(const std::string& name, std::optional<AttributeValue> value) {
    Item item = whole();
    if (value)
      item.set(name, *std::move(value));
    else
      item.erase(name);
    return item;
  }
  static std::optional<std::string> row(const IndexLayout& index, const Item& item) {
    const std::string encoded = encode_item(item);
    std::string row;
    return index.row_of(ItemView(encoded), row) ? std::optional(row) : std::nullopt;
  }
  static std::string encoded(std::initializer_list<AttributeValue> values) {
    std::string bytes;
    for (const AttributeValue& value : values) keys::encode(value, bytes);
    return bytes;
  }

  TableRef table_;
};

TEST_F(IndexLayoutTest, RowsLieWhereTheLayoutSays) {
  const auto s = [](const char* text) { return AttributeValue::string(text); };
  const auto n = [](int64_t number) { return AttributeValue::integer(number); };
  EXPECT_EQ(row(local(), whole()), keys::item_row(2, encoded({s("p")}), encoded({n(2), n(1)})));
  EXPECT_EQ(row(global(), whole()),
            keys::item_row(3, encoded({s("a"), n(3)}), encoded({AttributeValue::binary("b"), s("p"), n(1)})));
  EXPECT_EQ(global().row_of(whole()), row(global(), whole()));
}

TEST_F(IndexLayoutTest, AnItemThatLacksAKeyOrHasNoneThatCanBeAKeyIsLeftOut) {
  EXPECT_EQ(row(local(), with("l", std::nullopt)), std::nullopt);
  EXPECT_EQ(row(local(), with("l", AttributeValue::string("2"))), std::nullopt);
  EXPECT_NE(row(local(), with("g", std::nullopt)), std::nullopt);
  for (const char* key : {"g", "h", "i"}) EXPECT_EQ(row(global(), with(key, std::nullopt)), std::nullopt) << key;
  EXPECT_EQ(row(global(), with("g", AttributeValue::string(""))), std::nullopt);
  EXPECT_EQ(row(global(), with("i", AttributeValue::binary(""))), std::nullopt);
  EXPECT_NE(row(global(), with("g", AttributeValue::string(std::string(2048, 'x')))), std::nullopt);
  EXPECT_EQ(row(global(), with("g", AttributeValue::string(std::string(2049, 'x')))), std::nullopt);
  EXPECT_NE(row(global(), with("i", AttributeValue::binary(std::string(1024, 'x')))), std::nullopt);
  EXPECT_EQ(row(global(), with("i", AttributeValue::binary(std::string(1025, 'x')))), std::nullopt);
}

TEST_F(IndexLayoutTest, EntriesHoldWhatIsProjected) {
  const std::string encoded_item = encode_item(whole());
  const ItemView item(encoded_item);
  std::string buffer;
  const auto entry = [&](const IndexLayout& index) { return index.entry_of(item, item_size(item), buffer); };

  EXPECT_EQ(entry(local()).item.encoded(), encoded_item);
  EXPECT_EQ(entry(local()).size, item_size(item));
  EXPECT_TRUE(local().holds("x"));

  make({ProjectionType::kKeysOnly, {}});
  Item keys = whole();
  for (const char* name : {"x", "y", "g", "h", "i"}) keys.erase(name);
  EXPECT_EQ(entry(local()).item.decode(), keys);
  EXPECT_EQ(entry(local()).size, item_size(keys));
  EXPECT_FALSE(local().holds("x"));
  EXPECT_TRUE(local().holds("sk"));

  make({ProjectionType::kInclude, {"y", "nowhere", "pk"}});
  Item included = whole();
  for (const char* name : {"x", "l"}) included.erase(name);
  EXPECT_EQ(entry(global()).item.decode(), included);
  EXPECT_EQ(entry(global()).size, item_size(included));
}

TEST_F(IndexLayoutTest, AnIndexBeingDeletedIsNotKept) {
  TableDefinition definition = table_->definition();
  definition.global_indexes.front().status = IndexStatus::kDeleting;
  const Table table(std::move(definition), std::make_shared<TableState>(1), 2);
  EXPECT_EQ(table.index("global"), nullptr);
  EXPECT_EQ(table.indexes().size(), 1U);
}

TEST_F(IndexLayoutTest, SuccessiveTablesShareTheCounters) {
  global().state().counters.items = 7;
  const Table table(table_->definition(), table_->shared_state(), 2);
  EXPECT_EQ(table.index("global")->counters().items, 7);
  EXPECT_EQ(table.index("local")->counters().items, 0);
}

}  // namespace
}  // namespace basalt::store
