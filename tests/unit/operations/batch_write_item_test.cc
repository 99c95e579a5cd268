#include "basalt/operations/batch_write_item.h"

#include "operations/item_write.h"
#include "unit/operations/page_fixture.h"

namespace basalt::operations {
namespace {

using testing::UnorderedElementsAre;

class BatchWriteItemTest : public PageTest {
 protected:
  static Item name(const std::string& pk) { return {{"pk", text(pk)}}; }
  static std::vector<WriteRequest>& table(const std::string& name, BatchWriteItem::Request& request) {
    auto& wanted = request.request_items.emplace_back();
    wanted.table_name = name;
    return wanted.requests;
  }
  static WriteRequest put_of(const Item& item) { return {Checked<EncodedItem>{item, std::nullopt}, std::nullopt}; }
  static WriteRequest delete_of(const Item& key) { return {std::nullopt, Checked<Item>{key, std::nullopt}}; }
  std::string refusal(const BatchWriteItem::Request& request) {
    const auto result = run(request);
    return result.ok() ? "" : result.error().message();
  }
  std::vector<std::string> stored() { return texts(PageTest::run(scan("Names")).value(), "pk"); }
};

TEST_F(BatchWriteItemTest, puts_and_deletes_in_several_tables) {
  put("Names", {name("old"), name("gone")});
  BatchWriteItem::Request request;
  table("Names", request) = {put_of(name("new")), delete_of(name("gone")), delete_of(name("never"))};
  table("Orders", request) = {put_of(order("p", 1)), put_of(order("p", 2)), put_of(order("q", 1))};
  request.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
  request.return_item_collection_metrics = ReturnItemCollectionMetrics::kSize;
  const auto response = run(request).value();
  EXPECT_TRUE(response.unprocessed_items.empty());
  EXPECT_THAT(stored(), UnorderedElementsAre("old", "new"));
  ASSERT_EQ(response.consumed_capacity->size(), 2U);
  EXPECT_DOUBLE_EQ((*response.consumed_capacity)[0].total.units, 3);
  EXPECT_DOUBLE_EQ((*response.consumed_capacity)[0].table->units, 3);
  EXPECT_EQ((*response.consumed_capacity)[1].table_name, "Orders");
  ASSERT_EQ(response.item_collection_metrics->size(), 1U) << "only Orders has local indexes";
  EXPECT_EQ((*response.item_collection_metrics)[0].metrics.size(), 2U) << "one for each collection";
}

TEST_F(BatchWriteItemTest, capacity_shows_what_indexes_cost) {
  BatchWriteItem::Request request;
  table("Orders", request) = {put_of(order("p", 1, {{"total", number(1)}})),
                              put_of(order("p", 2, {{"total", number(2)}}))};
  request.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
  const auto response = run(request).value();
  const ConsumedCapacity& capacity = response.consumed_capacity->front();
  EXPECT_DOUBLE_EQ(capacity.total.units, 4);
  EXPECT_DOUBLE_EQ(capacity.table->units, 2);
  EXPECT_DOUBLE_EQ(capacity.local_indexes.at("by_total").units, 2);
}

TEST_F(BatchWriteItemTest, one_key_may_be_named_once) {
  BatchWriteItem::Request request;
  table("Names", request) = {put_of(name("a")), delete_of(name("a"))};
  EXPECT_EQ(refusal(request), "Provided list of item keys contains duplicates");
  EXPECT_TRUE(stored().empty());
  BatchWriteItem::Request missing;
  table("Missing", missing) = {put_of(name("a")), delete_of(name("a"))};
  EXPECT_EQ(refusal(missing), "Requested resource not found");
}

TEST_F(BatchWriteItemTest, a_request_is_one_put_or_one_delete) {
  const std::string expected =
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
  BatchWriteItem::Request none;
  table("Missing", none) = {WriteRequest{}};
  EXPECT_EQ(refusal(none), expected);
  BatchWriteItem::Request both;
  table("Missing",
        both) = {WriteRequest{Checked<EncodedItem>{name("a"), std::nullopt}, Checked<Item>{name("a"), std::nullopt}}};
  EXPECT_EQ(refusal(both), expected);
}

TEST_F(BatchWriteItemTest, twenty_five_over_all_tables) {
  BatchWriteItem::Request request;
  auto& first = table("Missing", request);
  for (int i = 0; i < 25; ++i) first.push_back(put_of(name(std::to_string(i))));
  EXPECT_EQ(refusal(request), "Requested resource not found");
  table("Other", request) = {put_of(name("x"))};
  EXPECT_EQ(refusal(request), "Too many items requested for the BatchWriteItem call");
}

TEST_F(BatchWriteItemTest, items_that_do_not_fit_their_table) {
  const auto put_refusal = [&](const Item& item) {
    BatchWriteItem::Request request;
    table("Orders", request) = {put_of(order("p", 1)), put_of(item)};
    return refusal(request);
  };
  EXPECT_EQ(put_refusal(name("p")), "The provided key element does not match the schema");
  EXPECT_EQ(put_refusal({{"pk", number(1)}, {"sk", number(1)}}), "The provided key element does not match the schema");
  EXPECT_EQ(
      put_refusal(order("", 1)),
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
      "string value. Key: pk");
  EXPECT_EQ(put_refusal(order("p", 2, {{"total", text("x")}})),
            "One or more parameter values were invalid: Type mismatch for Index Key total Expected: N Actual: S "
            "IndexName: by_owner");
  EXPECT_EQ(put_refusal(order("p", 2, {{"data", text(std::string(400 * 1024, 'x'))}})),
            "Item size has exceeded the maximum allowed size");
  EXPECT_EQ(PageTest::run(query()).value().count, 0U) << "nothing of a refused batch is written";
}

TEST(ItemCollectionMetrics, TellWholeGigabytesOfWhatTheWriteLeft) {
  std::optional<ItemCollectionMetrics> metrics(std::in_place);
  set_collection_size((int64_t{3} << 30) + 5, metrics);
  EXPECT_EQ(metrics->size_estimate_range_gb, (std::array<double, 2>{3, 4}));
  set_collection_size(std::nullopt, metrics);
  EXPECT_EQ(metrics->size_estimate_range_gb, (std::array<double, 2>{3, 4}));
  std::vector<ItemCollectionMetrics> all{{}};
  add_metrics(*metrics, all);
  ASSERT_EQ(all.size(), 1U) << "of the same collection: the newest counts";
  EXPECT_EQ(all[0].size_estimate_range_gb, (std::array<double, 2>{3, 4}));
}

}  // namespace
}  // namespace basalt::operations
