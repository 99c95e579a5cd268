#include "basalt/value/item_codec.h"
#include "basalt/wire/dispatcher.h"
#include "gtest/gtest.h"

namespace basalt::wire {
namespace {

TEST(ErrorBodyTest, TypeAndMessage) {
  const Answer answer = error_answer(ApiError::validation("a \"b\""));
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, R"({"__type":"com.amazon.coral.validate#ValidationException","message":"a \"b\""})");
  EXPECT_EQ(error_answer(ApiError::internal_server_error()).status, 500);
}

TEST(ErrorBodyTest, SomeMessagesBeginWithACapital) {
  EXPECT_EQ(error_answer(ApiError::serialization("x")).body,
            R"({"__type":"com.amazon.coral.service#SerializationException","Message":"x"})");
  for (const ApiError& error : {ApiError::transaction_canceled({}), ApiError::transaction_in_progress("x"),
                                ApiError::idempotent_parameter_mismatch("x")}) {
    EXPECT_NE(error_answer(error).body.find(R"("Message":")"), std::string::npos) << error.type();
  }
  EXPECT_NE(error_answer(ApiError::transaction_conflict()).body.find(R"("message":")"), std::string::npos);
}

TEST(ErrorBodyTest, WithoutAMessageThereIsNoMember) {
  EXPECT_EQ(error_answer(ApiError::unknown_operation()).body,
            R"({"__type":"com.amazon.coral.service#UnknownOperationException"})");
}

TEST(ErrorBodyTest, TheItemOfAFailedCondition) {
  const std::string item = encode_item(Item{{"pk", AttributeValue::string("a")}});
  EXPECT_EQ(error_answer(ApiError::conditional_check_failed(item)).body,
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)"
            R"("message":"The conditional request failed","Item":{"pk":{"S":"a"}}})");
}

TEST(ErrorBodyTest, CancellationReasons) {
  const std::string item = encode_item(Item{{"pk", AttributeValue::string("a")}});
  std::vector<CancellationReason> reasons(2);
  reasons[1] = {"ConditionalCheckFailed", "The conditional request failed", item};
  const std::string body = error_answer(ApiError::transaction_canceled(reasons)).body;
  EXPECT_NE(body.find(R"("CancellationReasons":[{"Code":"None"},{"Code":"ConditionalCheckFailed",)"
                      R"("Item":{"pk":{"S":"a"}},"Message":"The conditional request failed"}])"),
            std::string::npos)
      << body;
}

}  // namespace
}  // namespace basalt::wire
