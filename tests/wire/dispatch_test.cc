// The order of what can be wrong with a request before its action runs, and the texts of wrong JSON types.
#include <chrono>
#include <thread>

#include "support/dispatcher_client.h"
#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

constexpr std::string_view kSerialization = R"({"__type":"com.amazon.coral.service#SerializationException"})";
constexpr std::string_view kUnknownOperation = R"({"__type":"com.amazon.coral.service#UnknownOperationException"})";

std::string serialization(std::string_view message) {
  return R"({"__type":"com.amazon.coral.service#SerializationException","Message":")" + std::string(message) + "\"}";
}

using DispatchTest = ItemWireTest;

TEST_F(DispatchTest, WhatIsNotJsonComesFirst) {
  for (const std::string_view body : {"hi", "{", "{}x", "{\"a\":\"\xff\"}", "{\"TableName\":\"a\",}"}) {
    EXPECT_EQ(refused("GetItem", body), kSerialization) << body;
    EXPECT_EQ(refused("NoSuchAction", body), kSerialization) << body;
  }
}

TEST_F(DispatchTest, AnActionNobodyServesIsUnknown) {
  for (const std::string_view action : {"", "getItem", "GetItem2", "RestoreTableFromAwsBackup", "ListStreams"}) {
    EXPECT_EQ(refused(action, "{}"), kUnknownOperation) << action;
    EXPECT_EQ(refused(action, ""), kUnknownOperation) << action;
  }
}

TEST_F(DispatchTest, ABodyThatIsNoObjectIsRefusedAfterTheAction) {
  for (const std::string_view body : {"", "[]", "1", "null", "\"a\""}) {
    EXPECT_EQ(refused("GetItem", body), kSerialization) << body;
  }
}

TEST_F(DispatchTest, DeepJsonIsRefusedAndNotFollowed) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(refused("GetItem", deep), kSerialization);
}

TEST_F(DispatchTest, ALargeRequestIsServedFromThePool) {
  const std::string text(100'000, 'x');
  EXPECT_EQ(ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"text":{"S":")" + text + "\"}}}"), "{}");
  EXPECT_EQ(ok("GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":"a"}}})"),
            R"({"Item":{"text":{"S":")" + text + R"("},"userId":{"S":"a"}}})");
  EXPECT_EQ(refused("GetItem", R"({"TableName":1,"x":")" + text + "\"}"),
            serialization("NUMBER_VALUE cannot be converted to String"));
}

TEST_F(DispatchTest, AWrongTypeComesBeforeBrokenConstraints) {
  EXPECT_EQ(refused("GetItem", R"({"TableName":";","Key":[]})"),
            serialization("Unrecognized collection type java.util.Map<java.lang.String, "
                          "com.amazonaws.dynamodb.v20120810.AttributeValue>"));
}

TEST_F(DispatchTest, WrongTypesOfMembers) {
  const struct {
    std::string_view members;
    std::string_view message;
  } cases[] = {
      {R"("TableName":true)", "TRUE_VALUE cannot be converted to String"},
      {R"("TableName":false)", "FALSE_VALUE cannot be converted to String"},
      {R"("TableName":23)", "NUMBER_VALUE cannot be converted to String"},
      {R"("TableName":-2147483648)", "NUMBER_VALUE cannot be converted to String"},
      {R"("TableName":34.56)", "DECIMAL_VALUE cannot be converted to String"},
      {R"("TableName":[])", "Unrecognized collection type class java.lang.String"},
      {R"("TableName":{})", "Start of structure or map found where not expected"},
      {R"("ConsistentRead":"23")", "Unexpected token received from parser"},
      {R"("ConsistentRead":23)", "NUMBER_VALUE cannot be converted to Boolean"},
      {R"("ConsistentRead":34.56)", "DECIMAL_VALUE cannot be converted to Boolean"},
      {R"("ConsistentRead":[])", "Unrecognized collection type class java.lang.Boolean"},
      {R"("ConsistentRead":{})", "Start of structure or map found where not expected"},
      {R"("AttributesToGet":"23")", "Unexpected field type"},
      {R"("AttributesToGet":{})", "Start of structure or map found where not expected"},
      {R"("AttributesToGet":[1])", "NUMBER_VALUE cannot be converted to String"},
      {R"("Key":"23")", "Unexpected field type"},
      {R"("Key":{"a":"23"})", "Unexpected value type in payload"},
      {R"("Key":{"a":[]})", "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"},
      {R"("Key":{"a":{"S":1}})", "NUMBER_VALUE cannot be converted to String"},
      {R"("Key":{"a":{"N":1}})", "NUMBER_VALUE cannot be converted to String"},
      {R"("Key":{"a":{"B":true}})", "only base-64-encoded strings are convertible to bytes"},
      {R"("Key":{"a":{"B":[]}})", "Unrecognized collection type class java.nio.ByteBuffer"},
      {R"("Key":{"a":{"B":{}}})", "Start of structure or map found where not expected"},
      {R"("Key":{"a":{"B":"23456"}})", "Base64 encoded length is expected a multiple of 4 bytes but found: 5"},
      {R"("Key":{"a":{"B":"=+/="}})", "Invalid last non-pad Base64 character dectected"},
      {R"("Key":{"a":{"B":"+/+="}})", "Invalid last non-pad Base64 character dectected"},
      {R"("Key":{"a":{"NULL":"x"}})", "Unexpected token received from parser"},
      {R"("Key":{"a":{"SS":"x"}})", "Unexpected field type"},
      {R"("Key":{"a":{"SS":{}}})", "Start of structure or map found where not expected"},
      {R"("Key":{"a":{"BS":[1]}})", "only base-64-encoded strings are convertible to bytes"},
      {R"("Key":{"a":{"L":[1]}})", "Unexpected value type in payload"},
      {R"("Key":{"a":{"M":1}})", "Unexpected field type"},
      {R"("Key":{"a":{"M":{"b":{"L":[{"BS":[1]}]}}}})", "only base-64-encoded strings are convertible to bytes"},
  };
  for (const auto& [members, message] : cases) {
    EXPECT_EQ(refused("GetItem", "{" + std::string(members) + "}"), serialization(message)) << members;
  }
}

TEST_F(DispatchTest, IntegersAreNamedByTheirJavaType) {
  EXPECT_EQ(refused("ListTables", R"({"Limit":"23"})"), serialization("STRING_VALUE cannot be converted to Integer"));
  EXPECT_EQ(refused("ListTables", R"({"Limit":true})"), serialization("TRUE_VALUE cannot be converted to Integer"));
  EXPECT_EQ(refused("CreateTable", R"({"ProvisionedThroughput":{"ReadCapacityUnits":"1"}})"),
            serialization("STRING_VALUE cannot be converted to Long"));
  EXPECT_EQ(refused("CreateTable", R"({"ProvisionedThroughput":1})"), serialization("Unexpected field type"));
  EXPECT_EQ(refused("CreateTable", R"({"ProvisionedThroughput":[]})"),
            serialization("Unrecognized collection type class "
                          "com.amazonaws.dynamodb.v20120810.ProvisionedThroughput"));
}

TEST_F(DispatchTest, NullIsAbsentAndUnknownMembersAreIgnored) {
  EXPECT_EQ(ok("GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":"a","N":null}},"AttributesToGet":null,)"
                          R"("Nonsense":[1,{"a":2}]})"),
            "{}");
}

// A pool that takes nothing.
class FullPool final : public wire::Lanes {
 public:
  bool to_pool(UniqueFunction<void(wire::Turn)>) override { return false; }
};

TEST(DispatcherTest, AFullPoolThrottlesAtOnce) {
  DispatcherClient client;
  FullPool full;
  const operations::Settings settings;
  WaitingThread io;
  const wire::Dispatcher dispatcher(client.store(), client.clock(), settings, full);
  for (const size_t size : {size_t{0}, size_t{100'000}}) {
    const std::string body = R"({"x":")" + std::string(size, 'x') + "\"}" + std::string(wire::kBodyPadding, '\0');
    wire::Call call;
    call.target = "DynamoDB_20120810.ListTables";
    call.body = std::string_view(body).substr(0, body.size() - wire::kBodyPadding);
    wire::Answer refusal;
    dispatcher.handle(std::move(call), io, [&](wire::Answer answer) { refusal = std::move(answer); });
    EXPECT_EQ(refusal.status, 400);
    EXPECT_TRUE(refusal.throttled);
    EXPECT_NE(refusal.body.find(R"("com.amazon.coral.availability#ThrottlingException")"), std::string::npos);
  }
}

TEST(DispatcherTest, TheSignatureIsLookedAtAfterTheActionAndBeforeTheBody) {
  DispatcherClient client;
  FullPool full;
  const operations::Settings settings;
  WaitingThread io;
  const wire::Dispatcher dispatcher(client.store(), client.clock(), settings, full);
  const std::string padding(wire::kBodyPadding, '\0');
  const auto answer_to = [&](std::string_view target, std::string text) {
    const std::string padded = text + padding;
    std::string body;
    wire::Call call;
    call.target = target;
    call.body = std::string_view(padded).substr(0, text.size());
    call.authentication_error = ApiError::missing_authentication_token();
    dispatcher.handle(std::move(call), io, [&](wire::Answer answer) { body = std::move(answer.body); });
    return body;
  };
  EXPECT_EQ(answer_to("DynamoDB_20120810.GetItem", "x"), kSerialization);
  EXPECT_EQ(answer_to("DynamoDB_20120810.Nothing", "{}"), kUnknownOperation);
  EXPECT_EQ(answer_to("DynamoDB_20120810.GetItem", ""),
            R"({"__type":"com.amazon.coral.service#MissingAuthenticationTokenException",)"
            R"("message":"Request is missing Authentication Token"})");
}

TEST(ActionNameTest, IsThatOfTheTarget) {
  EXPECT_EQ(wire::action_name("DynamoDB_20120810.GetItem"), "GetItem");
  EXPECT_EQ(wire::action_name("DynamoDB_20120810.Getitem"), "");
  EXPECT_EQ(wire::action_name("DynamoDB_20111205.GetItem"), "");
  EXPECT_EQ(wire::action_name("GetItem"), "");
}

}  // namespace
}  // namespace basalt::testing
