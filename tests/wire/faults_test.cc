// Injected faults: what a client sees of each, and that nothing is changed by what failed.
#include "basalt/wire/fault_rules.h"

#include <algorithm>

#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

using wire::Ending;
using wire::ErrorFault;
using wire::FaultRule;

class FaultsTest : public ItemWireTest {
 protected:
  void set(std::vector<FaultRule> rules) { ASSERT_TRUE(client_.faults().set(std::move(rules))); }
  static std::string put(std::string_view id, std::string_view table = "Orders") {
    return R"({"TableName":")" + std::string(table) + R"(","Item":{"userId":{"S":")" + std::string(id) + "\"}}}";
  }
  bool there(std::string_view id) {
    client_.faults().reset();
    return ok("GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":")" + std::string(id) + "\"}}}") != "{}";
  }
};

constexpr std::string_view kThroughputExceeded =
    R"({"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"The level of )"
    R"(configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with )"
    R"(the UpdateTable API."})";

TEST_F(FaultsTest, AThrottledWriteChangesNothingAndIsAnsweredAsAwsWould) {
  set({{.actions = {"PutItem"}, .count = 1}});
  EXPECT_EQ(refused("PutItem", put("a")), kThroughputExceeded);
  EXPECT_EQ(client_.faults().report()[0].hits, 1U);
  EXPECT_FALSE(there("a"));
}

TEST_F(FaultsTest, WhatIsWrongWithARequestComesFirst) {
  set({{.fault = ErrorFault::kInternalServerError}});
  EXPECT_THAT(refused("PutItem", R"({"TableName":"Orders","Item":{}})"), ::testing::HasSubstr("ValidationException"));
  EXPECT_THAT(refused("PutItem", put("a", "Missing")), ::testing::HasSubstr("ResourceNotFoundException"));
  EXPECT_THAT(refused("GetItem", R"({"TableName":"Orders","Key":{"x":{"S":"a"}}})"),
              ::testing::HasSubstr("ValidationException"));
  EXPECT_THAT(refused("CreateTable", R"({"TableName":"Orders"})"), ::testing::HasSubstr("ValidationException"));
}

TEST_F(FaultsTest, EveryKindOfErrorInEveryLane) {
  const std::pair<ErrorFault, std::string_view> kErrors[] = {
      {ErrorFault::kThrottling, "com.amazon.coral.availability#ThrottlingException"},
      {ErrorFault::kRequestLimitExceeded, "com.amazonaws.dynamodb.v20120810#RequestLimitExceeded"},
      {ErrorFault::kTransactionConflict, "com.amazonaws.dynamodb.v20120810#TransactionConflictException"},
      {ErrorFault::kInternalServerError, "com.amazonaws.dynamodb.v20120810#InternalServerError"},
      {ErrorFault::kServiceUnavailable, "ServiceUnavailable"},
  };
  const std::pair<std::string_view, std::string> kRequests[] = {
      {"PutItem", put("a")},
      {"GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":"a"}}})"},
      {"Scan", R"({"TableName":"Orders"})"},
      {"ExecuteStatement", R"({"Statement":"DELETE FROM \"Orders\" WHERE userId = 'a'"})"},
      {"ListTables", "{}"},
      {"DeleteTable", R"({"TableName":"Orders"})"},
  };
  for (const auto& [error, type] : kErrors) {
    set({{.fault = error}});
    for (const auto& [action, body] : kRequests) {
      EXPECT_THAT(client_.call(action, body).body, ::testing::HasSubstr(std::string(type))) << action;
    }
  }
  EXPECT_FALSE(there("a"));  // and the table is still there
}

TEST_F(FaultsTest, TransactionsAreCancelledForTheItemsOfTheTable) {
  ok("CreateTable",
     R"({"TableName":"Other","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"userId",)"
     R"("AttributeType":"S"}],"KeySchema":[{"AttributeName":"userId","KeyType":"HASH"}]})");
  set({{.table = "Oth*", .fault = ErrorFault::kThrottling}});
  const std::string answer = refused(
      "TransactWriteItems", R"({"TransactItems":[{"Put":)" + put("a") + R"(},{"Put":)" + put("a", "Other") + "}]}");
  EXPECT_THAT(answer, ::testing::HasSubstr("v20120810#TransactionCanceledException"));
  EXPECT_THAT(answer, ::testing::HasSubstr(R"("CancellationReasons":[{"Code":"None"},)"));
  EXPECT_THAT(answer, ::testing::HasSubstr(R"("Code":"ThrottlingError","Message":"Throughput exceeds the current)"));
  EXPECT_THAT(answer, ::testing::HasSubstr("specific reasons [None, ThrottlingError]"));
  EXPECT_FALSE(there("a"));
}

TEST_F(FaultsTest, RulesFitByActionAndTable) {
  set({{.actions = {"GetItem"}, .table = "*"}, {.table = "Or*rs*"}, {.table = "Order"}});
  refused("PutItem", put("a"));
  refused("BatchExecuteStatement", R"({"Statements":[{"Statement":"SELECT * FROM Orders WHERE userId = 'a'"}]})");
  refused("PutItem", put("a", "arn:aws:dynamodb:us-east-1:000000000000:table/Orders"));
  ok("ListTables", "{}");
  const auto reports = client_.faults().report();
  EXPECT_EQ(reports[0].requests, 0U);
  EXPECT_EQ(reports[1].hits, 3U);
  EXPECT_EQ(reports[2].requests, 0U);
}

TEST_F(FaultsTest, SkipCountAndSeed) {
  set({{.count = 2, .skip = 1}});
  std::vector<int> statuses;
  for (int i = 0; i < 5; ++i) statuses.push_back(client_.call("PutItem", put("a")).status);
  EXPECT_EQ(statuses, (std::vector<int>{200, 400, 400, 200, 200}));

  const auto pattern = [this](uint64_t seed) {
    set({{.probability = 0.5, .seed = seed}});
    std::string hits;
    for (int i = 0; i < 64; ++i) hits += client_.call("PutItem", put("a")).status == 200 ? '.' : 'x';
    return hits;
  };
  const std::string first = pattern(7);
  EXPECT_EQ(pattern(7), first);
  EXPECT_NE(pattern(8), first);
  const auto hits = std::count(first.begin(), first.end(), 'x');
  EXPECT_GT(hits, 16);
  EXPECT_LT(hits, 48);
}

TEST_F(FaultsTest, UnprocessedItemsAreNotWritten) {
  set({{.fault = wire::UnprocessedFault{0.5}}});
  std::string writes;
  for (const char* id : {"a", "b", "c", "d"}) {
    writes += (writes.empty() ? "" : ",") + (R"({"PutRequest":{"Item":{"userId":{"S":")" + std::string(id) + "\"}}}}");
  }
  const std::string answer = ok("BatchWriteItem", R"({"RequestItems":{"Orders":[)" + writes + "]}}");
  int written = 0;
  for (const char* id : {"a", "b", "c", "d"}) {
    const bool unprocessed = answer.find("\"S\":\"" + std::string(id) + "\"") != std::string::npos;
    EXPECT_EQ(there(id), !unprocessed) << id;
    written += static_cast<int>(!unprocessed);
  }
  EXPECT_EQ(written, 2);
  // Nothing at all is an error.
  set({{.fault = wire::UnprocessedFault{1}}});
  EXPECT_EQ(refused("BatchWriteItem", R"({"RequestItems":{"Orders":[)" + writes + "]}}"), kThroughputExceeded);
}

TEST_F(FaultsTest, UnprocessedItemsComeBackAsTheyWereAsked) {
  ok("PutItem", put("gone"));
  set({{.fault = wire::UnprocessedFault{0.5}}});
  const std::string put_request =
      R"({"PutRequest":{"Item":{"list":{"L":[{"N":"1"},{"NULL":true}]},"userId":{"S":"new"}}}})";
  const std::string delete_request = R"({"DeleteRequest":{"Key":{"userId":{"S":"gone"}}}})";
  bool seen_put = false;
  bool seen_delete = false;
  for (int i = 0; i < 200 && !(seen_put && seen_delete); ++i) {
    const std::string answer =
        ok("BatchWriteItem", R"({"RequestItems":{"Orders":[)" + put_request + "," + delete_request + "]}}");
    const std::string& unprocessed = answer.find("PutRequest") != std::string::npos ? put_request : delete_request;
    EXPECT_EQ(answer, R"({"UnprocessedItems":{"Orders":[)" + unprocessed + "]}}");
    (unprocessed == put_request ? seen_put : seen_delete) = true;
  }
  EXPECT_TRUE(seen_put && seen_delete);
}

TEST_F(FaultsTest, UnprocessedKeysComeBackWithTheirParameters) {
  ok("PutItem", put("a"));
  ok("PutItem", put("b"));
  const std::string request = R"({"RequestItems":{"Orders":{"Keys":[{"userId":{"S":"a"}},{"userId":{"S":"b"}}],)"
                              R"("ConsistentRead":true}}})";
  set({{.fault = wire::UnprocessedFault{0.5}}});
  const std::string answer = ok("BatchGetItem", request);
  EXPECT_THAT(answer, ::testing::ContainsRegex("\"Orders\":..\"userId\":.\"S\":\"[ab]\"....,\"UnprocessedKeys\""));
  EXPECT_THAT(answer, ::testing::HasSubstr(R"("ConsistentRead":true)"));
  set({{.fault = wire::UnprocessedFault{1}}});
  EXPECT_EQ(refused("BatchGetItem", request), kThroughputExceeded);
}

TEST_F(FaultsTest, ResetsBeforeAndAfter) {
  set({{.fault = wire::ResetFault{}}});
  EXPECT_EQ(client_.call("PutItem", put("before")).ending, Ending::kReset);
  set({{.fault = wire::EndingFault{Ending::kReset}}});
  EXPECT_EQ(client_.call("PutItem", put("after")).ending, Ending::kReset);
  EXPECT_FALSE(there("before"));
  EXPECT_TRUE(there("after"));
}

TEST_F(FaultsTest, DelaysComeOnTopOfTheFirstOtherFault) {
  set({{.fault = wire::DelayFault{std::chrono::milliseconds(5), std::chrono::milliseconds(9)}},
       {.fault = ErrorFault::kThrottling},
       {.fault = wire::EndingFault{Ending::kTruncated}}});
  const wire::Answer answer = client_.call("PutItem", put("a"));
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.ending, Ending::kWhole);
  const auto reports = client_.faults().report();
  EXPECT_EQ(reports[0].hits, 1U);
  EXPECT_EQ(reports[1].hits, 1U);
  EXPECT_EQ(reports[2].requests, 0U);
}

}  // namespace
}  // namespace basalt::testing
