#include "basalt/wire/call_metrics.h"

#include <gmock/gmock.h>

#include "basalt/wire/dispatcher.h"
#include "support/dispatcher_client.h"

namespace basalt::wire {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Actions of their names, which have numbers in the order of these.
uint8_t number_of(std::string_view name) {
  for (size_t number = 0; !action_name(number).empty(); ++number) {
    if (action_name(number) == name) return static_cast<uint8_t>(number);
  }
  return operations::kNoOperation;
}

class CallMetricsTest : public ::testing::Test {
 protected:
  void count(std::string_view action, int status, std::string_view error = "", int64_t latency_us = 100) {
    operations::CallSummary summary;
    summary.operation = number_of(action);
    calls_.count({summary, status, error, Microseconds(latency_us)});
  }
  std::string page() {
    metrics::Registry registry;
    registry.source([this](metrics::Page& page) { calls_.show(client_.store(), page); });
    return registry.page();
  }

  basalt::testing::DispatcherClient client_;
  CallMetrics calls_;
};

TEST_F(CallMetricsTest, EveryActionHasANumberOfItsOwn) {
  EXPECT_NE(number_of("PutItem"), number_of("GetItem"));
  EXPECT_NE(number_of("GetRecords"), operations::kNoOperation);
  EXPECT_NE(number_of("UpdateTable"), operations::kNoOperation);
  EXPECT_EQ(action_name(size_t{operations::kNoOperation}), "");
}

TEST_F(CallMetricsTest, LatencyIsThatOfSuccess) {
  count("ListTables", 200, "", 90);
  count("ListTables", 400, "ValidationException");
  EXPECT_THAT(page(), HasSubstr("aws_dynamodb_successful_request_latency_seconds_count{table_name=\"\","
                                "operation=\"ListTables\"} 1\n"));
  EXPECT_THAT(page(), HasSubstr("operation=\"ListTables\",le=\"5e-05\"} 0\n"));
  EXPECT_THAT(page(), HasSubstr("operation=\"ListTables\",le=\"0.0001\"} 1\n"));
}

TEST_F(CallMetricsTest, UserErrorsAreThoseWithoutAMetricOfTheirOwn) {
  count("GetItem", 400, "ValidationException");
  count("GetItem", 400, "SomethingNew");
  count("PutItem", 400, "ConditionalCheckFailedException");
  count("PutItem", 400, "ThrottlingException");
  count("PutItem", 500, "InternalServerError");
  EXPECT_THAT(page(), HasSubstr("aws_dynamodb_user_errors_total 2\n"));
  EXPECT_THAT(page(), HasSubstr("basalt_errors_total{error=\"ThrottlingException\"} 1\n"));
  EXPECT_THAT(page(), HasSubstr("basalt_errors_total{error=\"other\"} 1\n"));
  EXPECT_THAT(page(), Not(HasSubstr("TransactionConflictException")));
  EXPECT_THAT(page(), HasSubstr("aws_dynamodb_throttled_requests_total{table_name=\"\",operation=\"PutItem\"} 1\n"));
  EXPECT_THAT(page(), HasSubstr("aws_dynamodb_system_errors_total{table_name=\"\",operation=\"PutItem\"} 1\n"));
}

TEST_F(CallMetricsTest, ADispatchedCallIsSummedUp) {
  client_.call("CreateTable", R"({"TableName":"table","BillingMode":"PAY_PER_REQUEST",
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]})");
  client_.call("PutItem", R"({"TableName":"table","Item":{"pk":{"S":"a"}}})");
  client_.call("GetItem", R"({"TableName":"table","Key":{"pk":{"S":"a"}},"ConsistentRead":true})");
  client_.call("GetItem", R"({"TableName":"table","Key":{"pk":{"S":"a"}}})");
  client_.call("TransactGetItems", R"({"TransactItems":[{"Get":{"TableName":"table","Key":{"pk":{"S":"a"}}}}]})");
  const std::string labels = "{table_name=\"table\",global_secondary_index_name=\"\"}";
  EXPECT_THAT(page(), HasSubstr("aws_dynamodb_consumed_write_capacity_units_total" + labels + " 1\n"));
  EXPECT_THAT(page(), HasSubstr("aws_dynamodb_consumed_read_capacity_units_total" + labels + " 3.5\n"));
}

}  // namespace
}  // namespace basalt::wire
