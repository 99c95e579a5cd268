#include <thread>

#include "basalt/wire/fault_rules.h"
#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

constexpr std::string_view kTab = R"({"TableName":"Tab"})";
constexpr std::string_view kAccessed = R"("ContributorInsightsMode":"ACCESSED_AND_THROTTLED_KEYS")";
using Rule = store::KeyInsights::Rule;

// A table of a partition key p and a sort key s, with a global index by_g of another partition key.
class ContributorInsightsWireTest : public TableWireTest {
 protected:
  static std::string pair_table(std::string_view name) {
    return R"({"TableName":")" + std::string(name) +
           R"(","AttributeDefinitions":[{"AttributeName":"p","AttributeType":"S"},)"
           R"({"AttributeName":"s","AttributeType":"N"},{"AttributeName":"g","AttributeType":"S"}],"KeySchema":[)"
           R"({"AttributeName":"p","KeyType":"HASH"},{"AttributeName":"s","KeyType":"RANGE"}],)"
           R"("GlobalSecondaryIndexes":[{"IndexName":"by_g","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],)"
           R"("Projection":{"ProjectionType":"ALL"}}],"BillingMode":"PAY_PER_REQUEST"})";
  }
  std::string update(std::string_view action, std::string_view more = "", std::string_view table = "Tab") {
    return ok("UpdateContributorInsights", R"({"TableName":")" + std::string(table) +
                                               R"(","ContributorInsightsAction":")" + std::string(action) + "\"" +
                                               std::string(more) + "}");
  }
  static std::string item(std::string_view p, int s, std::string_view g) {
    return R"({"p":{"S":")" + std::string(p) + R"("},"s":{"N":")" + std::to_string(s) + R"("},"g":{"S":")" +
           std::string(g) + "\"}}";
  }
  void put(std::string_view p, int s, std::string_view g) {
    ok("PutItem", R"({"TableName":"Tab","Item":)" + item(p, s, g) + "}");
  }
  store::TableRef table() { return client_.store().catalog().find("", "Tab"); }
  static std::string text(const AttributeValue& value) {
    if (const auto* string = value.get_if<std::string>()) return *string;
    return value.get_if<Decimal>()->to_string();
  }
  // "hot=4.5 cold=1": the contributors of the minute under way.
  static std::string shown(store::KeyInsights& insights, Rule rule) {
    std::string all;
    const auto minutes = insights.report(rule);
    if (minutes.empty()) return all;
    for (const auto& contributor : minutes.front().contributors) {
      if (!all.empty()) all += ' ';
      for (const AttributeValue& value : contributor.key) all += text(value) + "/";
      all.back() = '=';
      std::string number = std::to_string(contributor.value);
      number.erase(number.find_last_not_of('0') + 1);
      all += number.ends_with('.') ? number.substr(0, number.size() - 1) : number;
    }
    return all;
  }
};

TEST_F(ContributorInsightsWireTest, AreOffUntilEnabled) {
  ok("CreateTable", pair_table("Tab"));
  EXPECT_EQ(ok("DescribeContributorInsights", kTab), R"({"TableName":"Tab","ContributorInsightsStatus":"DISABLED"})");
  EXPECT_EQ(ok("ListContributorInsights", kTab), R"({"ContributorInsightsSummaries":[]})");
  EXPECT_EQ(update("DISABLE"), R"({"TableName":"Tab","ContributorInsightsStatus":"DISABLED"})");
  EXPECT_FALSE(table()->counts_keys());
}

TEST_F(ContributorInsightsWireTest, AreEnabledChangedAndDisabled) {
  ok("CreateTable", pair_table("Tab"));
  const std::string mode(kAccessed);
  EXPECT_EQ(update("ENABLE"), R"({"TableName":"Tab","ContributorInsightsStatus":"ENABLING",)" + mode + "}");
  EXPECT_EQ(
      ok("DescribeContributorInsights", kTab),
      R"({"TableName":"Tab","ContributorInsightsStatus":"ENABLED",)" + mode +
          R"(,"LastUpdateDateTime":1767225600,"ContributorInsightsRuleList":[)"
          R"("DynamoDBContributorInsights-PKC-Tab-1767225600000","DynamoDBContributorInsights-SKC-Tab-1767225600000",)"
          R"("DynamoDBContributorInsights-PKT-Tab-1767225600000",)"
          R"("DynamoDBContributorInsights-SKT-Tab-1767225600000"]})");
  client_.clock().advance(std::chrono::seconds(1));
  // The same again changes nothing, another mode keeps the rules that it has.
  EXPECT_EQ(update("ENABLE"), R"({"TableName":"Tab","ContributorInsightsStatus":"ENABLED",)" + mode + "}");
  EXPECT_EQ(member(ok("DescribeContributorInsights", kTab), "LastUpdateDateTime"), "1767225600");
  update("ENABLE", R"(,"ContributorInsightsMode":"THROTTLED_KEYS")");
  EXPECT_EQ(ok("DescribeContributorInsights", kTab),
            R"({"TableName":"Tab","ContributorInsightsStatus":"ENABLED","ContributorInsightsMode":"THROTTLED_KEYS",)"
            R"("LastUpdateDateTime":1767225601,"ContributorInsightsRuleList":[)"
            R"("DynamoDBContributorInsights-PKT-Tab-1767225600000",)"
            R"("DynamoDBContributorInsights-SKT-Tab-1767225600000"]})");
  EXPECT_EQ(
      update("DISABLE"),
      R"({"TableName":"Tab","ContributorInsightsStatus":"DISABLING","ContributorInsightsMode":"THROTTLED_KEYS"})");
  EXPECT_EQ(ok("DescribeContributorInsights", kTab),
            R"({"TableName":"Tab","ContributorInsightsStatus":"DISABLED","ContributorInsightsMode":"THROTTLED_KEYS",)"
            R"("LastUpdateDateTime":1767225601})");
  EXPECT_FALSE(table()->counts_keys());
}

TEST_F(ContributorInsightsWireTest, OfIndexes) {
  ok("CreateTable", pair_table("Tab"));
  const std::string by_g = R"(,"IndexName":"by_g")";
  update("ENABLE", by_g);
  EXPECT_EQ(member(ok("DescribeContributorInsights", kTab), "ContributorInsightsStatus"), "\"DISABLED\"");
  const std::string described = ok("DescribeContributorInsights", R"({"TableName":"Tab","IndexName":"by_g"})");
  EXPECT_EQ(member(described, "ContributorInsightsRuleList"),
            R"(["DynamoDBContributorInsights-PKC-Tab-by_g-1767225600000")");
  EXPECT_EQ(described.find("SKC"), std::string::npos);
  const std::string none = not_found("Requested resource not found: Index: nope not found for table: Tab");
  EXPECT_EQ(refused("DescribeContributorInsights", R"({"TableName":"Tab","IndexName":"nope"})"), none);
  EXPECT_EQ(refused("UpdateContributorInsights",
                    R"({"TableName":"Tab","IndexName":"nope","ContributorInsightsAction":"ENABLE"})"),
            none);
  // They go with their index.
  ok("UpdateTable", R"({"TableName":"Tab","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"by_g"}}]})");
  const auto deleted = [&] { return ok("DescribeTable", kTab).find("by_g") == std::string::npos; };
  for (int i = 0; i < 2000 && !deleted(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  EXPECT_EQ(ok("ListContributorInsights", kTab), R"({"ContributorInsightsSummaries":[]})");
}

TEST_F(ContributorInsightsWireTest, AreListedInPages) {
  for (const std::string_view name : {"Aaa", "Tab", "Zzz"}) ok("CreateTable", pair_table(name));
  update("ENABLE", "", "Zzz");
  update("ENABLE", "", "Tab");
  update("ENABLE", R"(,"IndexName":"by_g")", "Tab");
  const auto summary = [](std::string_view owner) {
    return R"({"TableName":)" + std::string(owner) + R"(,"ContributorInsightsStatus":"ENABLED",)" +
           std::string(kAccessed) + "}";
  };
  const std::string first = summary(R"("Tab")");
  const std::string second = summary(R"("Tab","IndexName":"by_g")");
  const std::string third = summary(R"("Zzz")");
  EXPECT_EQ(ok("ListContributorInsights", "{}"),
            R"({"ContributorInsightsSummaries":[)" + first + "," + second + "," + third + "]}");
  EXPECT_EQ(ok("ListContributorInsights", kTab), R"({"ContributorInsightsSummaries":[)" + first + "," + second + "]}");
  std::string token;
  for (const std::string& expected : {first, second, third}) {
    const std::string page =
        ok("ListContributorInsights", R"({"MaxResults":1)" + (token.empty() ? "" : R"(,"NextToken":)" + token) + "}");
    EXPECT_TRUE(page.starts_with(R"({"ContributorInsightsSummaries":[)" + expected + "]")) << page;
    token = member(page, "NextToken");
  }
  EXPECT_EQ(token, "");
  EXPECT_EQ(refused("ListContributorInsights", R"({"TableName":"nobody"})"),
            not_found("Requested resource not found: Table: nobody not found"));
  EXPECT_EQ(refused("ListContributorInsights", R"({"MaxResults":101})"),
            validation("1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member "
                       "must have value less than or equal to 100"));
}

TEST_F(ContributorInsightsWireTest, ATableBeingCreatedCannotHaveThem) {
  DispatcherClient delayed({.transition_delay_ms = 1000});
  ASSERT_EQ(delayed.call("CreateTable", pair_table("Tab")).status, 200);
  const std::string_view enable = R"({"TableName":"Tab","ContributorInsightsAction":"ENABLE"})";
  EXPECT_EQ(delayed.call("UpdateContributorInsights", enable).body,
            validation("Table or Index is not in a valid state to update Key Access Insights: TableStatus must be "
                       "ACTIVE to enable ContributorInsights."));
  delayed.clock().advance(std::chrono::seconds(2));
  EXPECT_EQ(delayed.call("UpdateContributorInsights", enable).status, 200);
  const auto status = [&] {
    return member(delayed.call("DescribeContributorInsights", kTab).body, "ContributorInsightsStatus");
  };
  EXPECT_EQ(status(), "\"ENABLING\"");
  delayed.clock().advance(std::chrono::seconds(2));
  EXPECT_EQ(status(), "\"ENABLED\"");
}

// Reads count as read units, writes as three times their write units.
TEST_F(ContributorInsightsWireTest, CountWhatKeysCost) {
  ok("CreateTable", pair_table("Tab"));
  put("before", 1, "g1");
  update("ENABLE");
  update("ENABLE", R"(,"IndexName":"by_g")");
  store::KeyInsights& insights = *table()->key_counting().accessed();
  store::KeyInsights& index = *table()->index("by_g")->key_counting().accessed();
  put("hot", 1, "g1");
  put("hot", 2, "g2");
  ok("GetItem", R"({"TableName":"Tab","ConsistentRead":true,"Key":{"p":{"S":"hot"},"s":{"N":"1"}}})");
  ok("GetItem", R"({"TableName":"Tab","Key":{"p":{"S":"nobody"},"s":{"N":"7"}}})");
  EXPECT_EQ(shown(insights, Rule::kAccessedPartitionKeys), "hot=7 nobody=0.5");
  EXPECT_EQ(shown(insights, Rule::kAccessedKeys), "hot/1=4 hot/2=3 nobody/7=0.5");
  EXPECT_EQ(shown(index, Rule::kAccessedPartitionKeys), "g1=3 g2=3");
  // A page's cost is shared by its items; a query that finds nothing still asked for its partition.
  ok("Query", R"({"TableName":"Tab","ConsistentRead":true,"KeyConditionExpression":"p = :p",)"
              R"("ExpressionAttributeValues":{":p":{"S":"hot"}}})");
  ok("Query", R"({"TableName":"Tab","ConsistentRead":true,"KeyConditionExpression":"p = :p",)"
              R"("ExpressionAttributeValues":{":p":{"S":"none"}}})");
  ok("Query", R"({"TableName":"Tab","IndexName":"by_g","KeyConditionExpression":"g = :g",)"
              R"("ExpressionAttributeValues":{":g":{"S":"g2"}}})");
  EXPECT_EQ(shown(insights, Rule::kAccessedPartitionKeys), "hot=8 none=1 nobody=0.5");
  EXPECT_EQ(shown(insights, Rule::kAccessedKeys), "hot/1=4.5 hot/2=3.5 nobody/7=0.5");
  EXPECT_EQ(shown(index, Rule::kAccessedPartitionKeys), "g2=3.5 g1=3");
  // An entry that moves is written twice.
  put("hot", 2, "g3");
  EXPECT_EQ(shown(index, Rule::kAccessedPartitionKeys), "g2=6.5 g1=3 g3=3");
  // The next minute is another one.
  client_.clock().advance(std::chrono::minutes(1));
  put("cold", 1, "g1");
  EXPECT_EQ(shown(insights, Rule::kAccessedPartitionKeys), "cold=3");
  EXPECT_EQ(insights.report(Rule::kAccessedPartitionKeys).size(), 2u);
  EXPECT_EQ(shown(insights, Rule::kThrottledPartitionKeys), "");
}

TEST_F(ContributorInsightsWireTest, CountBatchesAndTransactions) {
  ok("CreateTable", pair_table("Tab"));
  update("ENABLE");
  store::KeyInsights& insights = *table()->key_counting().accessed();
  ok("BatchWriteItem", R"({"RequestItems":{"Tab":[{"PutRequest":{"Item":)" + item("a", 1, "g") + "}}]}}");
  ok("BatchGetItem", R"({"RequestItems":{"Tab":{"Keys":[{"p":{"S":"a"},"s":{"N":"1"}}],"ConsistentRead":true}}})");
  EXPECT_EQ(shown(insights, Rule::kAccessedKeys), "a/1=4");
  ok("TransactWriteItems", R"({"TransactItems":[{"Put":{"TableName":"Tab","Item":)" + item("a", 1, "g") + "}}]}");
  ok("TransactGetItems", R"({"TransactItems":[{"Get":{"TableName":"Tab","Key":{"p":{"S":"a"},"s":{"N":"1"}}}}]})");
  EXPECT_EQ(shown(insights, Rule::kAccessedKeys), "a/1=12");
}

TEST_F(ContributorInsightsWireTest, CountKeysThatAreThrottled) {
  ok("CreateTable", pair_table("Tab"));
  update("ENABLE", R"(,"ContributorInsightsMode":"THROTTLED_KEYS")");
  store::KeyInsights& insights = *table()->key_counting().throttled();
  const std::string hot = R"({"TableName":"Tab","Item":)" + item("hot", 1, "g") + "}";
  client_.faults().set({{.actions = {"PutItem"}, .count = 2}});
  refused("PutItem", hot);
  refused("PutItem", hot);
  ok("PutItem", hot);
  // Other failures are none of it.
  client_.faults().set({{.actions = {"PutItem"}, .fault = wire::ErrorFault::kInternalServerError}});
  EXPECT_EQ(client_.call("PutItem", hot).status, 500);
  EXPECT_EQ(shown(insights, Rule::kThrottledPartitionKeys), "hot=2");
  EXPECT_EQ(shown(insights, Rule::kThrottledKeys), "hot/1=2");
  EXPECT_EQ(shown(insights, Rule::kAccessedKeys), "");
}

TEST_F(ContributorInsightsWireTest, ModesAndTablesThatAreNotCounted) {
  ok("CreateTable", pair_table("Tab"));
  update("ENABLE", R"(,"ContributorInsightsMode":"THROTTLED_KEYS")");
  EXPECT_EQ(table()->key_counting().accessed(), nullptr);
  ASSERT_NE(table()->key_counting().throttled(), nullptr);
  // What was counted stays when the mode changes, and goes when they are disabled.
  update("ENABLE");
  put("a", 1, "g");
  update("ENABLE", R"(,"ContributorInsightsMode":"THROTTLED_KEYS")");
  EXPECT_EQ(shown(*table()->key_counting().throttled(), Rule::kAccessedKeys), "a/1=3");
  update("DISABLE");
  client_.clock().advance(std::chrono::seconds(1));
  update("ENABLE");
  EXPECT_EQ(shown(*table()->key_counting().throttled(), Rule::kAccessedKeys), "");
}

}  // namespace
}  // namespace basalt::testing
