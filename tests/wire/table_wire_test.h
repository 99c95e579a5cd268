// What the wire tests of the control plane share: short definitions of tables.
#pragma once

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "support/dispatcher_client.h"

namespace basalt::testing {

class TableWireTest : public ::testing::Test {
 protected:
  std::string ok(std::string_view action, std::string_view body) {
    const wire::Answer answer = client_.call(action, body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }
  std::string refused(std::string_view action, std::string_view body) {
    const wire::Answer answer = client_.call(action, body);
    EXPECT_EQ(answer.status, 400) << answer.body;
    return answer.body;
  }
  // A table named Tab with key a (S) on demand, and more members.
  std::string create(std::string_view more = "") { return ok("CreateTable", definition("Tab", more)); }
  static std::string definition(std::string_view name, std::string_view more = "") {
    return R"({"TableName":")" + std::string(name) +
           R"(","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[)"
           R"({"AttributeName":"a","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST")" +
           std::string(more) + "}";
  }
  static std::string error(std::string_view type, std::string_view message) {
    return R"({"__type":")" + std::string(type) + R"(","message":")" + std::string(message) + "\"}";
  }
  static std::string validation(std::string_view message) {
    return error("com.amazon.coral.validate#ValidationException", message);
  }
  static std::string invalid(std::string_view message) {
    return validation("One or more parameter values were invalid: " + std::string(message));
  }
  static std::string not_found(std::string_view message) {
    return error("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", message);
  }
  static std::string in_use(std::string_view message) {
    return error("com.amazonaws.dynamodb.v20120810#ResourceInUseException", message);
  }
  // The member's text in a description, from its name to the next comma or bracket.
  static std::string member(const std::string& json, std::string_view name) {
    const size_t at = json.find("\"" + std::string(name) + "\":");
    if (at == std::string::npos) return {};
    const size_t begin = at + name.size() + 3;
    return json.substr(begin, json.find_first_of(",}]", begin) - begin);
  }

  DispatcherClient client_;
};

}  // namespace basalt::testing
