#include "basalt/operations/scan.h"

#include "unit/operations/page_fixture.h"

namespace basalt::operations {
namespace {

using testing::UnorderedElementsAreArray;

class ScanTest : public PageTest {
 protected:
  ScanTest() {
    std::vector<Item> items;
    for (int i = 0; i < kItems; ++i) {
      names_.push_back("name-" + std::to_string(i));
      items.push_back({{"pk", text(names_.back())}, {"n", number(i)}});
    }
    put("Names", items);
  }

  // Every item, page by page.
  std::vector<std::string> walk(Scan::Request request) {
    std::vector<std::string> seen;
    for (int page = 0; page < 2 * kItems; ++page) {
      const auto response = run(request);
      EXPECT_TRUE(response.ok()) << response.error().message();
      if (!response.ok()) break;
      for (std::string& name : texts(*response, "pk")) seen.push_back(std::move(name));
      if (!response->last_evaluated_key) return seen;
      request.page.exclusive_start_key = Checked<Item>{*response->last_evaluated_key, std::nullopt};
    }
    ADD_FAILURE() << "the walk does not end";
    return seen;
  }

  static constexpr int kItems = 40;
  std::vector<std::string> names_;
};

TEST_F(ScanTest, pages_walk_the_table_once) {
  for (const int32_t limit : {1, 7, 40, 41}) {
    Scan::Request request = scan("Names");
    request.page.limit = limit;
    EXPECT_THAT(walk(request), UnorderedElementsAreArray(names_)) << "limit " << limit;
  }
}

TEST_F(ScanTest, segments_are_disjoint_and_cover_the_table) {
  for (const int32_t total : {1, 2, 3, 7, 1000000}) {
    std::vector<std::string> seen;
    for (int32_t segment = 0; segment < std::min(total, 7); ++segment) {
      Scan::Request request = scan("Names");
      request.segment = segment;
      request.total_segments = total;
      request.page.limit = 3;
      for (std::string& name : walk(request)) seen.push_back(std::move(name));
    }
    if (total > 7) {
      EXPECT_LE(seen.size(), 2U) << "a millionth of the table each";
    } else {
      EXPECT_THAT(seen, UnorderedElementsAreArray(names_)) << total << " segments";
    }
  }
}

TEST_F(ScanTest, the_last_segment_reaches_the_end) {
  Scan::Request all = scan("Names");
  const std::vector<std::string> ordered = walk(all);
  all.segment = 0;
  all.total_segments = 2;
  Scan::Request second = all;
  second.segment = 1;
  std::vector<std::string> halves = walk(all);
  for (std::string& name : walk(second)) halves.push_back(std::move(name));
  EXPECT_EQ(halves, ordered);
}

TEST_F(ScanTest, a_start_key_of_another_segment_is_refused) {
  Scan::Request request = scan("Names");
  const Item last{{"pk", text(walk(request).back())}};
  request.segment = 0;
  request.total_segments = 2;
  request.page.exclusive_start_key = Checked<Item>{last, std::nullopt};
  EXPECT_EQ(
      refusal(request),
      "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct "
      "Segment. TotalSegments: 2 Segment: 0");
}

TEST_F(ScanTest, segment_and_total_segments_need_each_other) {
  Scan::Request request = scan("Names");
  request.segment = 0;
  EXPECT_EQ(refusal(request),
            "The TotalSegments parameter is required but was not present in the request when Segment parameter is "
            "present");
  request.total_segments = 5;
  request.segment = 5;
  EXPECT_EQ(refusal(request),
            "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less "
            "than TotalSegments: 5");
  request.segment.reset();
  EXPECT_EQ(refusal(request),
            "The Segment parameter is required but was not present in the request when parameter TotalSegments is "
            "present");
}

TEST_F(ScanTest, a_start_key_must_fit_the_table) {
  Scan::Request request = scan("Names");
  for (const Item& key :
       {Item{}, Item{{"bad", text("x")}}, Item{{"pk", number(1)}}, Item{{"pk", text("a")}, {"n", number(1)}}}) {
    request.page.exclusive_start_key = Checked<Item>{key, std::nullopt};
    EXPECT_EQ(refusal(request),
              "The provided starting key is invalid: The provided key element does not match the schema");
  }
}

TEST_F(ScanTest, select_texts_stand_alone) {
  Scan::Request request = scan("Names");
  request.page.select = Select::kCount;
  request.page.projection_expression = "pk";
  EXPECT_EQ(refusal(request), "Cannot specify the ProjectionExpression when choosing to get only the Count");
}

TEST_F(ScanTest, filters_may_name_the_key_and_cost_what_they_read) {
  Scan::Request request = scan("Names");
  request.page.filter_expression = "pk = :p";
  request.page.placeholders.values.emplace().value.emplace(":p", text("name-7"));
  request.page.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  const auto response = run(request).value();
  EXPECT_EQ(response.count, 1U);
  EXPECT_EQ(response.scanned_count, static_cast<size_t>(kItems));
  EXPECT_DOUBLE_EQ(response.consumed_capacity->total.units, 0.5);
  EXPECT_EQ(response.consumed_capacity->table_name, "Names");
}

}  // namespace
}  // namespace basalt::operations
