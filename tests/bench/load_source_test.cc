#include "load/load_source.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "load/workload_source.h"

namespace basalt::bench {
namespace {

using nlohmann::json;

Response answer(int status, std::string_view body) { return {.status = status, .body = body}; }

TEST(LoadSourceTest, PutsEveryItemOnce) {
  const DataSet data({.table = "t", .items = 60, .item_bytes = 50});
  LoadProgress progress;
  LoadSource source(LoadedTable::kItems, data, progress, 1);
  std::set<std::string> keys;
  Exchange exchange;
  int batches = 0;
  while (source.next(exchange)) {
    ++batches;
    const json body = json::parse(exchange.body);
    for (const json& put : body["RequestItems"]["t"]) {
      const json& item = put["PutRequest"]["Item"];
      EXPECT_TRUE(keys.insert(item["pk"]["S"]).second);
      EXPECT_EQ(2 + item["pk"]["S"].get<std::string>().size() + 1 + item["v"]["S"].get<std::string>().size(), 50U);
    }
    const Response all_processed = answer(200, R"({"UnprocessedItems":{}})");
    EXPECT_FALSE(source.goes_on(&all_processed, exchange));
  }
  EXPECT_EQ(keys.size(), 60U);
  EXPECT_EQ(batches, 3);
}

TEST(LoadSourceTest, SendsAgainWhatWasNotProcessed) {
  const DataSet data({.table = "t", .items = 2});
  LoadProgress progress;
  LoadSource source(LoadedTable::kItems, data, progress, 1);
  Exchange exchange;
  ASSERT_TRUE(source.next(exchange));
  const json asked = json::parse(exchange.body);
  const std::string left = json{{"UnprocessedItems", {{"t", {asked["RequestItems"]["t"][1]}}}}}.dump();
  const Response partly = answer(200, left);
  ASSERT_TRUE(source.goes_on(&partly, exchange));
  EXPECT_EQ(json::parse(exchange.body)["RequestItems"]["t"], json::array({asked["RequestItems"]["t"][1]}));
  EXPECT_GT(exchange.pause_ms, 0U);
  EXPECT_EQ(progress.retried.load(), 1U);
}

TEST(LoadSourceTest, GivesUpWhatCannotSucceed) {
  const DataSet data({.table = "t", .items = 2});
  LoadProgress progress;
  LoadSource source(LoadedTable::kItems, data, progress, 1);
  Exchange exchange;
  ASSERT_TRUE(source.next(exchange));
  const Response invalid = answer(400, R"({"__type":"com.amazon.coral.validate#ValidationException"})");
  EXPECT_FALSE(source.goes_on(&invalid, exchange));
  EXPECT_EQ(progress.given_up.load(), 1U);
  const Response throttled = answer(400, R"({"__type":"x#ProvisionedThroughputExceededException"})");
  EXPECT_TRUE(source.goes_on(&throttled, exchange));
  int tries = 1;
  while (source.goes_on(nullptr, exchange)) ASSERT_LT(++tries, 1000);
  EXPECT_EQ(progress.given_up.load(), 2U);
}

// Every operation's body is JSON with the members its action needs.
TEST(WorkloadSourceTest, EveryOperationIsAWholeRequest) {
  DataSet data({.table = "t", .items = 500, .scan_limit = 7});
  for (size_t kind = 0; kind < kOperationKinds; ++kind) {
    const Workload workload =
        parse_workload(name_of(static_cast<OperationKind>(kind))).ok()
            ? parse_workload(name_of(static_cast<OperationKind>(kind))).value()
            : parse_workload(std::string(name_of(static_cast<OperationKind>(kind))) + "=1").value();
    WorkloadSource source(workload, {}, data, 1);
    Exchange exchange;
    for (int i = 0; i < 50; ++i) {
      ASSERT_TRUE(source.next(exchange));
      const json body = json::parse(exchange.body, nullptr, false);
      ASSERT_TRUE(body.is_object()) << exchange.body;
      EXPECT_TRUE(body.contains("TableName") || body.contains("RequestItems") || body.contains("TransactItems"));
      EXPECT_FALSE(exchange.action.empty());
    }
  }
}

TEST(WorkloadSourceTest, ReadModifyWriteUpdatesWhatItRead) {
  DataSet data({.table = "t", .items = 500});
  const Workload workload = parse_workload("readmodifywrite=1").value();
  WorkloadSource source(workload, {}, data, 1);
  Exchange exchange;
  ASSERT_TRUE(source.next(exchange));
  const json key = json::parse(exchange.body)["Key"];
  EXPECT_EQ(exchange.action, "GetItem");
  const Response found = answer(200, R"({"Item":{}})");
  ASSERT_TRUE(source.goes_on(&found, exchange));
  EXPECT_EQ(exchange.action, "UpdateItem");
  EXPECT_EQ(json::parse(exchange.body)["Key"], key);
  EXPECT_FALSE(source.goes_on(&found, exchange));
}

TEST(WorkloadSourceTest, InsertsHaveKeysThatWereNotLoaded) {
  const Workload workload = parse_workload("insert").value();
  for (const uint64_t from : {0, 7000}) {
    DataSet data({.table = "t", .items = 500, .insert_from = from});
    WorkloadSource source(workload, {}, data, 1);
    Exchange exchange;
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(source.next(exchange));
      const uint64_t expected = (from == 0 ? 500 : from) + static_cast<uint64_t>(i);
      const std::string pk = json::parse(exchange.body)["Item"]["pk"]["S"];
      EXPECT_EQ(std::stoull(pk.substr(4)), expected);
    }
  }
}

TEST(WorkloadTest, MixesAndLists) {
  EXPECT_EQ(parse_workload("a").value().distribution, KeyDistribution::kZipfian);
  EXPECT_EQ(parse_workload("d").value().distribution, KeyDistribution::kLatest);
  EXPECT_EQ(parse_workload("getitem=3,query=1").value().shares.size(), 2U);
  EXPECT_FALSE(parse_workload("nonsense").ok());
  EXPECT_FALSE(parse_workload("getitem=0").ok());
  EXPECT_FALSE(parse_workload("getitem=1,").ok());
}

}  // namespace
}  // namespace basalt::bench
