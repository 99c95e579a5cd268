#include "wire/json_hash.h"

#include <string>

#include "gtest/gtest.h"

namespace basalt::wire {
namespace {

uint64_t hash(const std::string& json) {
  simdjson::dom::parser parser;
  return json_hash(parser.parse(json).value());
}

TEST(JsonHashTest, WhatIsSaidCountsNotHow) {
  EXPECT_EQ(hash(R"([{"a":"x","b":[1,true,null]}])"), hash("[ {\"b\" : [1, true,null],\n\"\\u0061\":\"\\u0078\"} ]"));
}

TEST(JsonHashTest, EverythingElseMakesADifference) {
  const uint64_t base = hash(R"({"a":["1","2"],"b":{"c":"d"}})");
  for (const char* other :
       {R"({"a":["2","1"],"b":{"c":"d"}})", R"({"a":[1,"2"],"b":{"c":"d"}})", R"({"a":["1","2"],"b":{"d":"c"}})",
        R"({"a":{"c":"d"},"b":["1","2"]})", R"({"a":[["1"],"2"],"b":{"c":"d"}})", R"({"a":["1","2"]})",
        R"({"a":["1","2"],"b":{"c":"d"},"e":null})"}) {
    EXPECT_NE(hash(other), base) << other;
  }
  EXPECT_NE(hash("[]"), hash("{}"));
  EXPECT_NE(hash(R"("1")"), hash("1"));
}

// Stored with tokens: a change would make requests in flight during an upgrade look like others.
TEST(JsonHashTest, IsTheSameEverywhere) { EXPECT_EQ(hash(R"([{"Put":{"n":1}}])"), 3066471975249070500U); }

}  // namespace
}  // namespace basalt::wire
