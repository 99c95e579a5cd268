#include "wire/problems.h"

#include <algorithm>

#include "gtest/gtest.h"

namespace basalt::wire {
namespace {

TEST(PathTest, PrintsAsAwsDoes) {
  const Path root;
  const Path schema = root.member("KeySchema");
  const Path element = schema.list_member(0);
  EXPECT_EQ(element.member("KeyType").text(), "keySchema.1.member.keyType");
  const Path expected = root.member("Expected");
  const Path price = expected.map_member("Price");
  EXPECT_EQ(price.member("ComparisonOperator").text(), "expected.Price.member.comparisonOperator");
  EXPECT_EQ(root.member("SSESpecification").text(), "sSESpecification");
}

TEST(ProblemsTest, NothingWrong) { EXPECT_FALSE(Problems().error().has_value()); }

TEST(ProblemsTest, AWrongTypeComesFirstWhereverItStands) {
  Problems problems;
  problems.violation("x", Path().member("TableName"), "Member must be nicer");
  problems.missing_parameter("TableName");
  problems.wrong_type("first");
  problems.wrong_type("second");
  EXPECT_TRUE(problems.stopped());
  EXPECT_EQ(problems.error()->name(), "SerializationException");
  EXPECT_EQ(problems.error()->message(), "first");
}

TEST(ProblemsTest, AMissingParameterComesBeforeViolations) {
  Problems problems;
  problems.violation("x", Path().member("A"), "Member must be nicer");
  problems.missing_parameter("TableName");
  EXPECT_EQ(problems.error()->message(), "The parameter 'TableName' is required but was not present in the request");
}

TEST(ProblemsTest, ViolationsAreListedUpToTen) {
  Problems problems;
  const Path root;
  problems.null_member(root.member("Item"));
  EXPECT_EQ(problems.error()->message(),
            "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null");
  for (int i = 0; i < 20; ++i) problems.violation("x", root.member("A"), "c");
  const std::string message = problems.error()->message();
  EXPECT_EQ(message.substr(0, 30), "10 validation errors detected:");
  EXPECT_EQ(std::count(message.begin(), message.end(), ';'), 9);
}

}  // namespace
}  // namespace basalt::wire
