// Pages that are asked for again and again, and so are answered from what was read before, see every write. The fixture
// asks several times for each.
#include "unit/operations/page_fixture.h"

namespace basalt::operations {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class RepeatedPageTest : public PageTest {
 protected:
  RepeatedPageTest() {
    put("Orders", {order("p", 1, {{"total", number(10)}, {"owner", text("ann")}}),
                   order("p", 2, {{"total", number(20)}, {"owner", text("ann")}}),
                   order("p", 4, {{"total", number(40)}, {"owner", text("bob")}})});
  }
  ~RepeatedPageTest() override { EXPECT_GT(hits(), 0U); }

  uint64_t hits() { return engine_->figures().read_cache_hits; }

  void erase(const Item& key) {
    BatchWriteItem::Request request;
    auto& requests = request.request_items.emplace_back();
    requests.table_name = "Orders";
    requests.requests.emplace_back().delete_key = Checked<Item>{key, std::nullopt};
    ASSERT_TRUE(run(std::move(request)).ok());
  }

  template <class Request>
  std::vector<int64_t> answer(const Request& request, const std::string& name = "sk") {
    const auto response = run(request);
    EXPECT_TRUE(response.ok()) << response.error().message();
    return response.ok() ? numbers(*response, name) : std::vector<int64_t>();
  }

  static Query::Request by_owner(const std::string& owner) {
    Query::Request request = query();
    request.page.index_name = "by_owner";
    request.key_condition_expression = "#k = :p";
    request.page.placeholders.names.emplace()["#k"] = "owner";
    request.page.placeholders.values->value.insert_or_assign(":p", text(owner));
    return request;
  }
};

TEST_F(RepeatedPageTest, a_query_sees_writes_to_its_collection) {
  EXPECT_THAT(answer(query()), ElementsAre(1, 2, 4));
  put("Orders", {order("p", 3), order("q", 7)});
  EXPECT_THAT(answer(query()), ElementsAre(1, 2, 3, 4));
  erase(order("p", 1));
  EXPECT_THAT(answer(query()), ElementsAre(2, 3, 4));
  put("Orders", {order("p", 2, {{"total", number(21)}}), order("p", 3, {{"total", number(31)}})});
  EXPECT_THAT(answer(query("sk < :s", {{":s", number(4)}}), "total"), ElementsAre(21, 31));
}

TEST_F(RepeatedPageTest, a_limited_query_sees_what_comes_before_its_end) {
  Query::Request least = query();
  least.page.limit = 2;
  Query::Request greatest = least;
  greatest.scan_index_forward = false;
  EXPECT_THAT(answer(least), ElementsAre(1, 2));
  EXPECT_THAT(answer(greatest), ElementsAre(4, 2));
  put("Orders", {order("p", 0), order("p", 3)});
  EXPECT_THAT(answer(least), ElementsAre(0, 1));
  EXPECT_THAT(answer(greatest), ElementsAre(4, 3));
  erase(order("p", 0));
  erase(order("p", 4));
  EXPECT_THAT(answer(least), ElementsAre(1, 2));
  EXPECT_THAT(answer(greatest), ElementsAre(3, 2));
}

TEST_F(RepeatedPageTest, filters_projections_and_counts_share_what_was_read) {
  EXPECT_THAT(answer(query()), ElementsAre(1, 2, 4));
  const uint64_t hits_before = hits();
  Query::Request filtered = query();
  filtered.page.filter_expression = "#t > :t";
  filtered.page.placeholders.names.emplace()["#t"] = "total";
  filtered.page.placeholders.values->value.emplace(":t", number(15));
  EXPECT_THAT(answer(filtered), ElementsAre(2, 4));
  Query::Request projected = query();
  projected.page.projection_expression = "#t";
  projected.page.placeholders.names.emplace()["#t"] = "total";
  EXPECT_THAT(answer(projected, "total"), ElementsAre(10, 20, 40));
  Query::Request counted = query();
  counted.page.select = Select::kCount;
  EXPECT_EQ(run(counted).value().count, 3U);
  EXPECT_GE(hits() - hits_before, 3U * 7U) << "not one of them was read again";
  put("Orders", {order("p", 5, {{"total", number(50)}})});
  EXPECT_THAT(answer(filtered), ElementsAre(2, 4, 5));
  EXPECT_THAT(answer(projected, "total"), ElementsAre(10, 20, 40, 50));
  EXPECT_EQ(run(counted).value().count, 4U);
}

TEST_F(RepeatedPageTest, a_scan_sees_writes_anywhere) {
  EXPECT_THAT(answer(scan("Orders")), UnorderedElementsAre(1, 2, 4));
  for (int64_t i = 0; i < 20; ++i) {
    put("Orders", {order("other-" + std::to_string(i), 9)});
    EXPECT_EQ(answer(scan("Orders")).size(), 4U);
    erase(order("other-" + std::to_string(i), 9));
    EXPECT_THAT(answer(scan("Orders")), UnorderedElementsAre(1, 2, 4));
  }
}

TEST_F(RepeatedPageTest, a_limited_scan_sees_writes_before_its_end) {
  std::vector<Item> items;
  for (int i = 0; i < 30; ++i) items.push_back({{"pk", text("name-" + std::to_string(i))}, {"n", number(i)}});
  put("Names", items);
  Scan::Request first = scan("Names");
  first.page.limit = 5;
  const std::vector<int64_t> before = answer(first, "n");
  ASSERT_EQ(before.size(), 5U);
  for (const int64_t n : before) {
    put("Names", {Item{{"pk", text("name-" + std::to_string(n))}, {"n", number(n + 100)}}});
    const std::vector<int64_t> now = answer(first, "n");
    EXPECT_THAT(now, testing::Contains(n + 100));
    EXPECT_EQ(now.size(), 5U);
  }
}

TEST_F(RepeatedPageTest, a_query_of_an_index_sees_writes_to_its_items) {
  EXPECT_THAT(answer(by_owner("ann")), ElementsAre(1, 2));
  EXPECT_THAT(answer(by_owner("bob")), ElementsAre(4));
  put("Orders", {order("p", 2, {{"total", number(5)}, {"owner", text("bob")}})});
  EXPECT_THAT(answer(by_owner("ann")), ElementsAre(1));
  EXPECT_THAT(answer(by_owner("bob")), ElementsAre(2, 4));
  erase(order("p", 4));
  EXPECT_THAT(answer(by_owner("bob")), ElementsAre(2));
}

TEST_F(RepeatedPageTest, a_table_that_is_made_again_is_empty) {
  EXPECT_THAT(answer(query()), ElementsAre(1, 2, 4));
  const store::TableRef table = store_->catalog().find("", "Orders");
  ASSERT_NE(table, nullptr);
  ASSERT_TRUE(store_->catalog().remove(*table).ok());
  store::TableDefinition again = table->definition();
  again.table_id = "orders-id-2";
  ASSERT_TRUE(store_->catalog().create(again).ok());
  EXPECT_THAT(answer(query()), ElementsAre());
  EXPECT_THAT(answer(scan("Orders")), ElementsAre());
}

}  // namespace
}  // namespace basalt::operations
