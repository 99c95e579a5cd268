#include "server/admin_clock.h"

#include "server/admin_router.h"

namespace basalt::server {
namespace {

constexpr int64_t kStart = 1'767'225'600;

class AdminClockTest : public testing::Test {
 protected:
  AdminClockTest() { router_.add(clock_resource(clock_)); }
  http::AdminAnswer get(const std::string& name = "clock") {
    return router_.handle({http::AdminMethod::kGet, name, ""});
  }
  http::AdminAnswer post(const std::string& body, const std::string& name = "clock") {
    return router_.handle({http::AdminMethod::kPost, name, body});
  }
  ManualClock real_{std::chrono::seconds(kStart)};
  AdjustableClock clock_{real_};
  AdminRouter router_;
};

TEST_F(AdminClockTest, IsShownAndMoved) {
  EXPECT_EQ(get().body, R"({"now":1767225600.0,"offset_seconds":0.0})");
  EXPECT_EQ(post(R"({"advance_seconds":3600})").body, R"({"now":1767229200.0,"offset_seconds":3600.0})");
  EXPECT_EQ(post(R"({"advance_seconds":-600})").body, R"({"now":1767228600.0,"offset_seconds":3000.0})");
  EXPECT_EQ(clock_.wall_seconds(), kStart + 3000);
  EXPECT_EQ(post(R"({"set":1000})").status, 200);
  EXPECT_EQ(clock_.wall_seconds(), 1000);
  EXPECT_EQ(post(R"({"reset":true})").body, R"({"now":1767225600.0,"offset_seconds":0.0})");
}

TEST_F(AdminClockTest, WhatItDoesNotUnderstandMovesNothing) {
  for (const char* body :
       {"", "[]", "{}", "{", R"({"advance_seconds":"1"})", R"({"advance_seconds":1.5})", R"({"reset":false})",
        R"({"set":1,"reset":true})", R"({"sat":1})", R"({"set":-1})", R"({"set":253402300800})",
        R"({"set":18446744073709551615})", R"({"advance_seconds":9223372036854775807})",
        R"({"advance_seconds":-9223372036854775808})", R"({"advance_seconds":18446744073709551615})"}) {
    EXPECT_EQ(post(body).status, 400) << body;
    EXPECT_EQ(clock_.offset().count(), 0) << body;
  }
}

TEST_F(AdminClockTest, OtherNamesAndMethodsAreRefused) {
  EXPECT_EQ(get("clocks").status, 404);
  EXPECT_EQ(get("").status, 404);
  router_.add({"reset", {}, [](std::string_view) { return http::AdminAnswer{}; }});
  EXPECT_EQ(get("reset").status, 405);
  EXPECT_EQ(post("", "reset").status, 200);
}

}  // namespace
}  // namespace basalt::server
