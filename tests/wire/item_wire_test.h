// What the wire tests of single-item actions share: a table Orders with key userId (S), and exact answers.
#pragma once

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "support/dispatcher_client.h"

namespace basalt::testing {

class ItemWireTest : public ::testing::Test {
 protected:
  ItemWireTest() {
    EXPECT_EQ(client_
                  .call("CreateTable", R"({"TableName":"Orders","BillingMode":"PAY_PER_REQUEST",)"
                                       R"("AttributeDefinitions":[{"AttributeName":"userId","AttributeType":"S"}],)"
                                       R"("KeySchema":[{"AttributeName":"userId","KeyType":"HASH"}]})")
                  .status,
              200);
  }
  // The body of an answer that must be a 200.
  std::string ok(std::string_view action, std::string_view body) {
    const wire::Answer answer = client_.call(action, body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }
  // The body of an answer that must be a 400.
  std::string refused(std::string_view action, std::string_view body) {
    const wire::Answer answer = client_.call(action, body);
    EXPECT_EQ(answer.status, 400) << answer.body;
    return answer.body;
  }
  static std::string validation(std::string_view message) {
    return R"({"__type":"com.amazon.coral.validate#ValidationException","message":")" + std::string(message) + "\"}";
  }

  DispatcherClient client_;
};

}  // namespace basalt::testing
