// DynamoDB Streams: exact bodies of its four actions, and the two services behind one endpoint.
#include <future>
#include <memory>

#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

class StreamsWireTest : public TableWireTest {
 protected:
  static constexpr std::string_view kArn =
      "arn:aws:dynamodb:us-east-1:000000000000:table/Tab/stream/2026-01-01T00:00:00.000";
  static constexpr std::string_view kStream =
      R"(,"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"})";

  std::string streams(std::string_view action, std::string_view body, int status = 200) {
    const wire::Answer answer = client_.call_target("DynamoDBStreams_20120810." + std::string(action), body);
    EXPECT_EQ(answer.status, status) << answer.body;
    return answer.body;
  }
  static std::string of_stream(std::string_view more = "", std::string_view arn = kArn) {
    return R"({"StreamArn":")" + std::string(arn) + "\"" + std::string(more) + "}";
  }
  // Of a JSON string's member, without its quotes.
  static std::string text(const std::string& json, std::string_view name) {
    const std::string quoted = member(json, name);
    return quoted.size() < 2 ? quoted : quoted.substr(1, quoted.size() - 2);
  }
  std::string put(std::string_view attributes) {
    return ok("PutItem", R"({"TableName":"Tab","Item":{"a":{"S":"k"})" + std::string(attributes) + "}}");
  }
  // An iterator at the horizon of the shard that item k is in.
  std::string records() {
    const std::string described = streams("DescribeStream", of_stream());
    for (size_t at = 0; (at = described.find("\"ShardId\":\"", at)) != std::string::npos; ++at) {
      const std::string shard = text(described.substr(at), "ShardId");
      const std::string iterator = text(
          streams("GetShardIterator", of_stream(R"(,"ShardId":")" + shard + R"(","ShardIteratorType":"TRIM_HORIZON")")),
          "ShardIterator");
      const std::string found = streams("GetRecords", R"({"ShardIterator":")" + iterator + "\"}");
      if (found.find("\"eventID\"") != std::string::npos) return found;
    }
    return {};
  }
};

TEST_F(StreamsWireTest, ALaggingStreamShowsRecordsLater) {
  create(kStream);
  put("");
  client_.faults().set({{.fault = wire::StreamLagFault{std::chrono::milliseconds(1000)}}});
  EXPECT_EQ(records(), "");
  client_.clock().advance(std::chrono::milliseconds(999));
  EXPECT_EQ(records(), "");
  client_.clock().advance(std::chrono::milliseconds(1));
  EXPECT_NE(records(), "");
}

TEST_F(StreamsWireTest, RecordsAsAwsWritesThem) {
  create(kStream);
  put(R"(,"n":{"N":"1"})");
  put(R"(,"n":{"N":"1"})");  // changes nothing
  ok("UpdateItem", R"({"TableName":"Tab","Key":{"a":{"S":"k"}},"UpdateExpression":"SET n = :n",)"
                   R"("ExpressionAttributeValues":{":n":{"N":"2"}}})");
  client_.clock().advance(std::chrono::milliseconds(1999));
  ok("DeleteItem", R"({"TableName":"Tab","Key":{"a":{"S":"k"}}})");
  std::string found = records();
  std::vector<std::string> numbers;
  for (const std::string_view name : {"eventID", "SequenceNumber"}) {
    // The same length always; what they are is for the server to choose.
    for (size_t at = 0; (at = found.find("\"" + std::string(name) + "\":\"", at)) != std::string::npos; ++at) {
      const size_t begin = at + name.size() + 4;
      const size_t end = found.find('"', begin);
      if (name == "SequenceNumber") numbers.push_back(found.substr(begin, end - begin));
      found.replace(begin, end - begin, std::to_string(end - begin));
    }
  }
  ASSERT_EQ(numbers.size(), 3U);
  EXPECT_LT(numbers[0], numbers[1]);
  EXPECT_LT(numbers[1], numbers[2]);
  const auto record = [](std::string_view name, std::string_view second, std::string_view images, int size) {
    return R"({"eventID":"32","eventName":")" + std::string(name) +
           R"(","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":)"
           R"({"ApproximateCreationDateTime":)" +
           std::string(second) + R"(,"Keys":{"a":{"S":"k"}},)" + std::string(images) +
           R"(,"SequenceNumber":"21","SizeBytes":)" + std::to_string(size) +
           R"(,"StreamViewType":"NEW_AND_OLD_IMAGES"}})";
  };
  const std::string one = R"({"a":{"S":"k"},"n":{"N":"1"}})";
  const std::string two = R"({"a":{"S":"k"},"n":{"N":"2"}})";
  const std::string expected = R"({"Records":[)" + record("INSERT", "1767225600", "\"NewImage\":" + one, 7) + "," +
                               record("MODIFY", "1767225600", "\"NewImage\":" + two + ",\"OldImage\":" + one, 12) +
                               "," + record("REMOVE", "1767225601", "\"OldImage\":" + two, 7) +
                               R"(],"NextShardIterator":")";
  EXPECT_EQ(found.substr(0, expected.size()), expected) << found;
}

class ErasePlan final : public store::WritePlan {
 public:
  ApiResult<store::Change> plan(const ItemView*) const override {
    return store::Change{store::Change::Kind::kErase, {}};
  }
};

TEST_F(StreamsWireTest, ADeletionByTimeToLiveHasTheServicesIdentity) {
  create(kStream);
  put("");
  const store::TableRef table = client_.store().catalog().find("", "Tab");
  std::promise<bool> done;
  client_.store().submit({.table = table,
                          .key = table->key_of(AttributeValue::string("k"), nullptr),
                          .plan = std::make_unique<ErasePlan>(),
                          .done = [&done](ApiResult<store::WriteOutcome> outcome) { done.set_value(outcome.ok()); },
                          .origin = store::ChangeOrigin::kTimeToLive});
  ASSERT_TRUE(done.get_future().get());
  const std::string found = records();
  const std::string identity = R"("userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}}])";
  EXPECT_NE(found.find(R"("eventName":"REMOVE")"), std::string::npos) << found;
  EXPECT_NE(found.find(identity), std::string::npos) << found;
  EXPECT_EQ(found.find("userIdentity"), found.rfind("userIdentity")) << "the user's INSERT has none";
}

TEST_F(StreamsWireTest, AStreamThatIsOffIsStillTheLatest) {
  create(kStream);
  ok("UpdateTable", R"({"TableName":"Tab","StreamSpecification":{"StreamEnabled":false}})");
  std::string described = ok("DescribeTable", R"({"TableName":"Tab"})");
  EXPECT_EQ(text(described, "LatestStreamArn"), kArn);
  EXPECT_EQ(described.find("StreamSpecification"), std::string::npos);
  ok("UpdateTable", R"({"TableName":"Tab","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})");
  described = ok("DescribeTable", R"({"TableName":"Tab"})");
  EXPECT_EQ(text(described, "LatestStreamLabel"), "2026-01-01T00:00:00.001");  // within the same millisecond
  EXPECT_EQ(text(streams("DescribeStream", of_stream()), "StreamStatus"), "DISABLED");
}

TEST_F(StreamsWireTest, StreamsAreListedAndDescribed) {
  EXPECT_EQ(streams("ListStreams", "{}"), R"({"Streams":[]})");
  create(kStream);
  EXPECT_EQ(streams("ListStreams", R"({"TableName":"Tab"})"),
            R"({"Streams":[{"StreamArn":")" + std::string(kArn) +
                R"(","TableName":"Tab","StreamLabel":"2026-01-01T00:00:00.000"}]})");
  EXPECT_EQ(streams("ListStreams", R"({"TableName":"Other"})"), R"({"Streams":[]})");
  const std::string described = streams("DescribeStream", of_stream(R"(,"Limit":1)"));
  const std::string expected = R"({"StreamDescription":{"StreamArn":")" + std::string(kArn) +
                               R"(","StreamLabel":"2026-01-01T00:00:00.000","StreamStatus":"ENABLED",)"
                               R"("StreamViewType":"NEW_AND_OLD_IMAGES","CreationRequestDateTime":1767225600,)"
                               R"("TableName":"Tab","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],)"
                               R"("Shards":[{"ShardId":"shardId-00000001767225600000-)";
  EXPECT_EQ(described.substr(0, expected.size()), expected) << described;
  EXPECT_EQ(text(described, "LastEvaluatedShardId"), text(described, "ShardId"));
  EXPECT_EQ(text(described, "StartingSequenceNumber").size(), 21U);
  EXPECT_EQ(described.find("EndingSequenceNumber"), std::string::npos);
}

TEST_F(StreamsWireTest, EachServiceHasItsOwnActions) {
  const std::string unknown = R"({"__type":"com.amazon.coral.service#UnknownOperationException"})";
  EXPECT_EQ(streams("ListTables", "{}", 400), unknown);
  EXPECT_EQ(streams("GetItem", "{}", 400), unknown);
  EXPECT_EQ(refused("ListStreams", "{}"), unknown);
  EXPECT_EQ(refused("GetRecords", "{}"), unknown);
  EXPECT_EQ(wire::action_name("DynamoDBStreams_20120810.GetRecords"), "GetRecords");
  EXPECT_EQ(wire::action_name("DynamoDB_20120810.GetRecords"), "");
}

TEST_F(StreamsWireTest, Refusals) {
  create(kStream);
  const std::string other = "arn:aws:dynamodb:us-east-1:000000000000:table/Tab/stream/2020-01-01T00:00:00.000";
  EXPECT_EQ(streams("DescribeStream", of_stream("", other), 400),
            error("com.amazonaws.dynamodb.streams.v20120810#ResourceNotFoundException",
                  "Requested resource not found: Stream: " + other + " not found"));
  EXPECT_EQ(streams("DescribeStream", of_stream("", "fake-stream"), 400), validation("Invalid StreamArn"));
  EXPECT_EQ(streams("DescribeStream", "{}", 400),
            validation("1 validation error detected: Value null at 'streamArn' failed to satisfy constraint: Member "
                       "must not be null"));
  EXPECT_EQ(streams("DescribeStream", of_stream(R"(,"Limit":101)"), 400),
            validation("1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must "
                       "have value less than or equal to 100"));
  EXPECT_EQ(streams("GetRecords", R"({"ShardIterator":"x","Limit":0})", 400),
            validation("1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must "
                       "have value greater than or equal to 1"));
  EXPECT_EQ(streams("GetRecords", R"({"ShardIterator":"x"})", 400), validation("Invalid ShardIterator"));
  EXPECT_EQ(
      streams("GetShardIterator",
              of_stream(R"(,"ShardId":"shardId-00000001414576573621-f55eea83","ShardIteratorType":"LATEST")"), 400),
      error("com.amazonaws.dynamodb.streams.v20120810#ResourceNotFoundException",
            "Requested resource not found: Shard does not exist"));
  EXPECT_EQ(streams("GetShardIterator", of_stream(R"(,"ShardId":"short","ShardIteratorType":"NOW")"), 400),
            validation("2 validation errors detected: Value 'short' at 'shardId' failed to satisfy constraint: Member "
                       "must have length greater than or equal to 28; Value 'NOW' at 'shardIteratorType' failed to "
                       "satisfy constraint: Member must satisfy enum value set: [TRIM_HORIZON, LATEST, "
                       "AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, AT_TIMESTAMP]"));
}

}  // namespace
}  // namespace basalt::testing
