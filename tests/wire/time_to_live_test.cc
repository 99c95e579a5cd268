#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

class TimeToLiveWireTest : public TableWireTest {
 protected:
  static std::string body(std::string_view enabled, std::string_view attribute, std::string_view table = "Tab") {
    return R"({"TableName":")" + std::string(table) + R"(","TimeToLiveSpecification":{"Enabled":)" +
           std::string(enabled) + R"(,"AttributeName":")" + std::string(attribute) + "\"}}";
  }
  std::string update(std::string_view enabled, std::string_view attribute) {
    return ok("UpdateTimeToLive", body(enabled, attribute));
  }
  std::string refused_update(std::string_view enabled, std::string_view attribute) {
    return refused("UpdateTimeToLive", body(enabled, attribute));
  }
  std::string describe() { return ok("DescribeTimeToLive", R"({"TableName":"Tab"})"); }
};

constexpr std::string_view kDisabled = R"({"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}})";
constexpr std::string_view kEnabled =
    R"({"TimeToLiveDescription":{"AttributeName":"expires","TimeToLiveStatus":"ENABLED"}})";

TEST_F(TimeToLiveWireTest, IsTurnedOnAndOffAndOnAgain) {
  create();
  EXPECT_EQ(describe(), kDisabled);
  EXPECT_EQ(update("true", "expires"), R"({"TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}})");
  EXPECT_EQ(describe(), kEnabled);
  EXPECT_EQ(update("false", "expires"), R"({"TimeToLiveSpecification":{"AttributeName":"expires","Enabled":false}})");
  EXPECT_EQ(describe(), kDisabled);
  // An attribute of the key is taken too.
  update("true", "a");
  EXPECT_EQ(member(describe(), "AttributeName"), "\"a\"");
}

TEST_F(TimeToLiveWireTest, ATableWithItemsIsEnabledSoonAfter) {
  create();
  ok("PutItem", R"({"TableName":"Tab","Item":{"a":{"S":"1"},"expires":{"N":"1"}}})");
  update("true", "expires");
  std::string described = describe();
  while (described == R"({"TimeToLiveDescription":{"AttributeName":"expires","TimeToLiveStatus":"ENABLING"}})") {
    described = describe();
  }
  EXPECT_EQ(described, kEnabled);
}

TEST_F(TimeToLiveWireTest, ChangesThatChangeNothingAreRefused) {
  create();
  EXPECT_EQ(refused_update("false", "expires"), validation("TimeToLive is already disabled"));
  update("true", "expires");
  EXPECT_EQ(refused_update("true", "expires"), validation("TimeToLive is already enabled"));
  const std::string other =
      validation("TimeToLive is active on a different AttributeName: current AttributeName is expires");
  EXPECT_EQ(refused_update("true", "other"), other);
  EXPECT_EQ(refused_update("false", "other"), other);
  EXPECT_EQ(describe(), kEnabled);
}

TEST_F(TimeToLiveWireTest, ConstraintsComeBeforeTheTable) {
  const std::string at = "at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must ";
  EXPECT_EQ(refused_update("true", ""),
            validation("1 validation error detected: Value '' " + at + "have length greater than or equal to 1"));
  const std::string long_name(256, 'x');
  EXPECT_EQ(refused_update("true", long_name), validation("1 validation error detected: Value '" + long_name + "' " +
                                                          at + "have length less than or equal to 255"));
  EXPECT_EQ(refused("UpdateTimeToLive", R"({"TableName":"Tab","TimeToLiveSpecification":{}})"),
            validation("2 validation errors detected: Value null " + at +
                       "not be null; Value null at 'timeToLiveSpecification.enabled' failed to satisfy constraint: "
                       "Member must not be null"));
  EXPECT_EQ(refused("UpdateTimeToLive", R"({"TableName":"Tab"})"),
            validation("1 validation error detected: Value null at 'timeToLiveSpecification' failed to satisfy "
                       "constraint: Member must not be null"));
  EXPECT_EQ(refused("DescribeTimeToLive", "{}"),
            validation("The parameter 'TableName' is required but was not present in the request"));
}

TEST_F(TimeToLiveWireTest, ATableThatIsNotThere) {
  const std::string expected = not_found("Requested resource not found: Table: Tab not found");
  EXPECT_EQ(refused_update("true", "expires"), expected);
  EXPECT_EQ(refused("DescribeTimeToLive", R"({"TableName":"Tab"})"), expected);
}

class DelayedTimeToLiveWireTest : public TimeToLiveWireTest {
 protected:
  DelayedTimeToLiveWireTest() : delayed_({.transition_delay_ms = 1000}) {}
  DispatcherClient delayed_;
};

TEST_F(DelayedTimeToLiveWireTest, ATableBeingCreatedIsInUse) {
  ASSERT_EQ(delayed_.call("CreateTable", definition("Tab")).status, 200);
  EXPECT_EQ(delayed_.call("UpdateTimeToLive", body("true", "expires")).body,
            in_use("Attempt to change a resource which is still in use: Table is being created: Tab"));
  delayed_.clock().advance(std::chrono::seconds(2));
  EXPECT_EQ(delayed_.call("UpdateTimeToLive", body("true", "expires")).status, 200);
}

}  // namespace
}  // namespace basalt::testing
