// Queries and scans of secondary indexes.

#include <algorithm>

#include "unit/operations/page_fixture.h"

namespace basalt::operations {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class IndexPageTest : public PageTest {
 protected:
  IndexPageTest() {
    put("Orders", {
                      order("p", 1, {{"total", number(30)}, {"state", text("b")}, {"owner", text("ann")}}),
                      order("p", 2, {{"total", number(10)}, {"state", text("a")}, {"owner", text("bob")}}),
                      order("p", 3, {{"total", number(20)}, {"owner", text("ann")}, {"note", text("n")}}),
                      order("p", 4, {{"state", text("a")}, {"note", text("n")}, {"owner", text("ann")}}),
                      order("q", 5, {{"total", number(20)}, {"owner", text("ann")}, {"note", text("m")}}),
                  });
  }

  static Query::Request by(const std::string& index, const std::string& attribute, const AttributeValue& value) {
    Query::Request request = query();
    request.page.index_name = index;
    request.key_condition_expression = attribute + " = :p";
    request.page.placeholders.values->value.insert_or_assign(":p", value);
    return request;
  }
  static Query::Request by_owner() {
    Query::Request request = by("by_owner", "#k", text("ann"));
    request.page.placeholders.names.emplace()["#k"] = "owner";
    return request;
  }
  static Query::Request by_total() { return by("by_total", "pk", text("p")); }

  std::vector<int64_t> answer(const Query::Request& request) {
    const auto response = run(request);
    EXPECT_TRUE(response.ok()) << response.error().message();
    return response.ok() ? numbers(*response) : std::vector<int64_t>();
  }
};

TEST_F(IndexPageTest, a_local_index_holds_the_items_that_have_its_key_in_its_order) {
  EXPECT_THAT(answer(by_total()), ElementsAre(2, 3, 1));
  Query::Request reverse = by_total();
  reverse.scan_index_forward = false;
  EXPECT_THAT(answer(reverse), ElementsAre(1, 3, 2));
}

TEST_F(IndexPageTest, a_global_index_spans_collections_and_ties_go_by_the_tables_key) {
  EXPECT_THAT(answer(by_owner()), ElementsAre(3, 5, 1));
}

TEST_F(IndexPageTest, an_index_answers_what_it_projects) {
  const auto keys_only = run(by_total()).value();
  EXPECT_EQ(keys_only.items->view(0).decode(), order("p", 2, {{"total", number(10)}}));
  const auto include = run(by("by_state", "pk", text("p"))).value();
  EXPECT_EQ(include.items->view(0).decode(), order("p", 2, {{"state", text("a")}}));
  EXPECT_EQ(include.items->view(1).decode(), order("p", 4, {{"state", text("a")}, {"note", text("n")}}));
  const auto all = run(by_owner()).value();
  EXPECT_EQ(all.items->view(0).decode(),
            order("p", 3, {{"total", number(20)}, {"owner", text("ann")}, {"note", text("n")}}));
}

TEST_F(IndexPageTest, a_local_index_fetches_what_it_does_not_hold_and_charges_for_it) {
  Query::Request request = by_total();
  request.page.select = Select::kAllAttributes;
  request.page.return_consumed_capacity = ReturnConsumedCapacity::kIndexes;
  const auto whole = run(request).value();
  EXPECT_EQ(whole.items->view(0).decode(),
            order("p", 2, {{"total", number(10)}, {"state", text("a")}, {"owner", text("bob")}}));
  EXPECT_DOUBLE_EQ(whole.consumed_capacity->total.units, 2);
  EXPECT_DOUBLE_EQ(whole.consumed_capacity->table->units, 1.5);
  EXPECT_DOUBLE_EQ(whole.consumed_capacity->local_indexes.at("by_total").units, 0.5);

  request.page.select.reset();
  request.page.projection_expression = "note";
  const auto projected = run(request).value();
  EXPECT_EQ(projected.items->view(1).decode(), Item({{"note", text("n")}}));
  EXPECT_DOUBLE_EQ(projected.consumed_capacity->table->units, 1.5);

  request.page.projection_expression = "#t";
  request.page.placeholders.names.emplace()["#t"] = "total";
  EXPECT_DOUBLE_EQ(run(request).value().consumed_capacity->table->units, 0);
}

TEST_F(IndexPageTest, a_page_key_holds_the_tables_key_and_the_indexes) {
  Query::Request request = by_owner();
  request.page.limit = 1;
  const auto first = run(request).value();
  const Item key = order("p", 3, {{"total", number(20)}, {"owner", text("ann")}});
  EXPECT_EQ(first.last_evaluated_key, key);
  request.page.exclusive_start_key = Checked<Item>{key, std::nullopt};
  EXPECT_THAT(answer(request), ElementsAre(5));
}

TEST_F(IndexPageTest, pages_of_every_size_walk_an_index_once) {
  for (const bool forward : {true, false}) {
    for (int32_t limit = 1; limit <= 4; ++limit) {
      std::vector<int64_t> seen;
      Query::Request request = by_owner();
      request.scan_index_forward = forward;
      request.page.limit = limit;
      for (int page = 0; page < 10; ++page) {
        const auto response = run(request).value();
        for (int64_t sk : numbers(response)) seen.push_back(sk);
        if (!response.last_evaluated_key) break;
        request.page.exclusive_start_key = Checked<Item>{*response.last_evaluated_key, std::nullopt};
      }
      if (!forward) std::reverse(seen.begin(), seen.end());
      EXPECT_THAT(seen, ElementsAre(3, 5, 1)) << "limit " << limit;
    }
  }
}

TEST_F(IndexPageTest, a_scan_of_an_index_leaves_out_what_is_not_in_it) {
  Scan::Request request = scan("Orders");
  request.page.index_name = "by_note";
  EXPECT_THAT(numbers(run(request).value()), UnorderedElementsAre(3, 4, 5));
  request.page.index_name = "by_state";
  request.page.consistent_read = true;
  EXPECT_THAT(numbers(run(request).value()), UnorderedElementsAre(1, 2, 4));
}

TEST_F(IndexPageTest, segments_of_an_index_are_disjoint_and_cover_it) {
  std::vector<int64_t> seen;
  for (int32_t segment = 0; segment < 3; ++segment) {
    Scan::Request request = scan("Orders");
    request.page.index_name = "by_note";
    request.segment = segment;
    request.total_segments = 3;
    for (int64_t sk : numbers(run(request).value())) seen.push_back(sk);
  }
  EXPECT_THAT(seen, UnorderedElementsAre(3, 4, 5));
}

TEST_F(IndexPageTest, what_a_global_index_refuses) {
  Query::Request request = by_owner();
  request.page.consistent_read = true;
  EXPECT_EQ(refusal(request), "Consistent reads are not supported on global secondary indexes");
  Query::Request note = by("by_note", "note", text("n"));
  note.page.select = Select::kAllAttributes;
  EXPECT_EQ(refusal(note),
            "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global "
            "secondary index by_note because its projection type is not ALL");
  note.page.select.reset();
  note.page.projection_expression = "#t";
  note.page.placeholders.names.emplace()["#t"] = "total";
  EXPECT_EQ(refusal(note),
            "One or more parameter values were invalid: Global secondary index by_note does not project [total]");
  note.page.index_name = "nowhere";
  EXPECT_EQ(refusal(note), "The table does not have the specified index: nowhere");
}

TEST_F(IndexPageTest, start_keys_of_an_index) {
  Query::Request request = by_owner();
  const auto refused = [&](const Item& key) {
    request.page.exclusive_start_key = Checked<Item>{key, std::nullopt};
    return refusal(request);
  };
  EXPECT_EQ(refused(order("p", 3)), "The provided starting key is invalid");
  EXPECT_EQ(refused(order("p", 3, {{"owner", text("ann")}, {"total", text("x")}})),
            "The provided key element does not match the schema");
  EXPECT_EQ(refused({{"pk", number(1)}, {"sk", number(3)}, {"owner", text("ann")}, {"total", number(1)}}),
            "The provided starting key is invalid: The provided key element does not match the schema");
  EXPECT_EQ(refused(order("p", 3, {{"owner", text("bob")}, {"total", number(20)}})),
            "The provided starting key is outside query boundaries based on provided conditions");
}

TEST_F(IndexPageTest, a_page_of_an_index_ends_with_a_megabyte_of_entries) {
  std::vector<Item> items;
  for (int64_t sk = 0; sk < 20; ++sk) {
    items.push_back(order("big", sk, {{"total", number(sk)}, {"data", text(std::string(100'000, 'x'))}}));
  }
  put("Orders", items);
  Query::Request request = by("by_total", "pk", text("big"));
  EXPECT_EQ(run(request).value().count, 20U) << "entries are small: keys only";
  request.page.select = Select::kAllAttributes;
  const auto page = run(request).value();
  EXPECT_EQ(page.count, 11U);
  EXPECT_EQ(page.last_evaluated_key, order("big", 10, {{"total", number(10)}}));
}

}  // namespace
}  // namespace basalt::operations
