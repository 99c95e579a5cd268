#include "server/admin_faults.h"

#include "server/admin_router.h"

namespace basalt::server {
namespace {

using testing::HasSubstr;

class AdminFaultsTest : public testing::Test {
 protected:
  AdminFaultsTest() { router_.add(faults_resource(rules_)); }
  http::AdminAnswer ask(http::AdminMethod method, const std::string& body = "") {
    return router_.handle({method, "faults", body});
  }
  http::AdminAnswer post(const std::string& body) { return ask(http::AdminMethod::kPost, body); }
  std::string get() { return ask(http::AdminMethod::kGet).body; }
  wire::FaultRules rules_;
  AdminRouter router_;
};

TEST_F(AdminFaultsTest, RulesAreShownAsTheyWereGiven) {
  EXPECT_EQ(get(), R"({"rules":[]})");
  EXPECT_FALSE(rules_.any());
  for (const char* fault : {R"("error":"ThrottlingException")", R"("latency_ms":{"max":20,"min":10})",
                            R"("reset_connection":"before")", R"("reset_connection":"after")",
                            R"("damage_answer":"crc32")", R"("unprocessed":0.5)", R"("stream_lag_ms":100)"}) {
    ASSERT_EQ(post(R"({"set":[{"action":["PutItem","GetRecords"],"table":"a*","probability":0.5,"count":3,"skip":1,)"
                   R"("seed":9,)" +
                   std::string(fault) + "}]}")
                  .status,
              200);
    EXPECT_THAT(get(), HasSubstr(fault));
    EXPECT_THAT(get(), HasSubstr(R"({"action":["PutItem","GetRecords"],"count":3)"));
    EXPECT_THAT(get(), HasSubstr(R"("hits":0)"));
    EXPECT_THAT(get(), HasSubstr(R"("probability":0.5,"requests":0)"));
    EXPECT_TRUE(rules_.any());
  }
  EXPECT_EQ(ask(http::AdminMethod::kDelete).body, R"({"rules":[]})");
  EXPECT_FALSE(rules_.any());
}

TEST_F(AdminFaultsTest, AddSetAndReset) {
  post(R"({"add":[{"error":"ServiceUnavailable"}]})");
  post(R"({"add":[{"latency_ms":1}]})");
  EXPECT_EQ(rules_.report().size(), 2U);
  post(R"({"set":[{"latency_ms":1}]})");
  EXPECT_EQ(rules_.report().size(), 1U);
  EXPECT_EQ(post(R"({"reset":true})").body, R"({"rules":[]})");
}

TEST_F(AdminFaultsTest, WhatItDoesNotUnderstandChangesNothing) {
  post(R"({"set":[{"latency_ms":1}]})");
  const std::string before = get();
  for (const char* rule : {R"({})",
                           R"(1)",
                           R"({"error":"Error"})",
                           R"({"error":1})",
                           R"({"latency_ms":-1})",
                           R"({"latency_ms":3600001})",
                           R"({"latency_ms":{"min":2,"max":1}})",
                           R"({"latency_ms":{"min":2}})",
                           R"({"reset_connection":true})",
                           R"({"damage_answer":"reset"})",
                           R"({"unprocessed":0})",
                           R"({"unprocessed":1.5})",
                           R"({"stream_lag_ms":"1"})",
                           R"({"latency_ms":1,"reset_connection":"after"})",
                           R"({"latency_ms":1,"action":"Putitem"})",
                           R"({"latency_ms":1,"action":[]})",
                           R"({"latency_ms":1,"table":""})",
                           R"({"latency_ms":1,"probability":2})",
                           R"({"latency_ms":1,"count":-1})",
                           R"({"latency_ms":1,"skip":1.5})",
                           R"({"latency_ms":1,"seeds":1})"}) {
    const auto answer = post(R"({"set":[{"latency_ms":5},)" + std::string(rule) + "]}");
    EXPECT_EQ(answer.status, 400) << rule;
    EXPECT_THAT(answer.body, HasSubstr("rule 1: ")) << rule;
  }
  for (const char* body : {"", "[]", "{}", R"({"reset":false})", R"({"set":{}})", R"({"set":[],"add":[]})"}) {
    EXPECT_EQ(post(body).status, 400) << body;
  }
  EXPECT_EQ(get(), before);
}

}  // namespace
}  // namespace basalt::server
