#include "basalt/operations/get_records.h"

#include "unit/operations/stream_fixture.h"

namespace basalt::operations {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Type = ShardIteratorType;

class GetRecordsTest : public StreamTest {
 protected:
  GetRecordsTest() {
    create("T");
    arn_ = arn_of("T");
    shard_ = shards(arn_)[0].id;
  }
  std::string iterator_at(Type type, std::optional<std::string> number = std::nullopt) {
    return iterator(arn_, shard_, type, std::move(number)).value().shard_iterator;
  }
  std::string read(const std::string& from) { return text_of(records(from).value()); }

  std::string arn_;
  std::string shard_;
};

TEST_F(GetRecordsTest, IteratorTypes) {
  write_item("T", "a", 1);
  const std::string latest = iterator_at(Type::kLatest);
  write_item("T", "a", 2);
  write_item("T", "b", 3);
  EXPECT_EQ(read(iterator_at(Type::kTrimHorizon)), "INSERT a=1 MODIFY a=2 INSERT b=3");
  EXPECT_EQ(read(latest), "MODIFY a=2 INSERT b=3");
  EXPECT_EQ(read(iterator_at(Type::kLatest)), "");
  const auto page = records(iterator_at(Type::kTrimHorizon)).value();
  const std::string second = page.records[1].sequence_number;
  EXPECT_EQ(read(iterator_at(Type::kAtSequenceNumber, second)), "MODIFY a=2 INSERT b=3");
  EXPECT_EQ(read(iterator_at(Type::kAfterSequenceNumber, second)), "INSERT b=3");
  EXPECT_EQ(read(iterator_at(Type::kAtSequenceNumber, shards(arn_)[0].starting_sequence_number)),
            "INSERT a=1 MODIFY a=2 INSERT b=3");
}

TEST_F(GetRecordsTest, FromATimestamp) {
  write_item("T", "a", 1);
  clock_.advance(minutes(1));
  write_item("T", "a", 2);
  Context asked = context();
  const auto at = [&](double seconds) {
    return GetShardIterator::run(asked, {.stream_arn = arn_,
                                         .shard_id = shard_,
                                         .type = Type::kAtTimestamp,
                                         .sequence_number = std::nullopt,
                                         .timestamp_seconds = seconds});
  };
  EXPECT_EQ(read(at(1).value().shard_iterator), "INSERT a=1 MODIFY a=2");
  EXPECT_EQ(read(at(1'700'000'000.5).value().shard_iterator), "MODIFY a=2");
  EXPECT_EQ(message_of(at(1'700'000'061)), "Timestamp must not be in the future");
}

TEST_F(GetRecordsTest, PagesHaveEveryRecordOnce) {
  for (int i = 0; i < 7; ++i) write_item("T", "a", i);
  EXPECT_EQ(read_all(arn_, shard_), "INSERT a=0 MODIFY a=1 MODIFY a=2 MODIFY a=3 MODIFY a=4 MODIFY a=5 MODIFY a=6");
  const auto page = records(iterator_at(Type::kTrimHorizon), 3).value();
  EXPECT_EQ(page.records.size(), 3U);
  const auto rest = records(*page.next_shard_iterator).value();
  EXPECT_EQ(rest.records.size(), 4U);
  EXPECT_EQ(read(*rest.next_shard_iterator), "");
  write_item("T", "a", 7);
  EXPECT_EQ(read(*rest.next_shard_iterator), "MODIFY a=7");
}

TEST_F(GetRecordsTest, APageEndsAtAMegabyte) {
  for (int i = 0; i < 5; ++i) {
    put("T", Item{{"pk", text("a")}, {"n", number(i)}, {"x", text(std::string(300'000, static_cast<char>('a' + i)))}});
  }
  std::string next = iterator_at(Type::kTrimHorizon);
  size_t found = 0;
  for (int page = 0; page < 5; ++page) {
    const auto response = records(next).value();
    EXPECT_LE(response.records.size(), 3U);
    found += response.records.size();
    next = *response.next_shard_iterator;
  }
  EXPECT_EQ(found, 5U);
}

TEST_F(GetRecordsTest, SizesAsAwsCountsThem) {
  // AWS's own example: 5 of keys and 21 of the new image, then 5 + 21 + 33, then 5 + 33. Here the key is a string.
  put("T", Item{{"pk", text("101")}, {"Message", text("New item!")}});
  put("T", Item{{"pk", text("101")}, {"Message", text("This item has changed")}});
  const auto page = records(iterator_at(Type::kTrimHorizon)).value();
  ASSERT_EQ(page.records.size(), 2U);
  EXPECT_EQ(page.records[0].size_bytes, 5U + 21U);
  EXPECT_EQ(page.records[1].size_bytes, 5U + 21U + 33U);
  EXPECT_NE(page.records[0].event_id, page.records[1].event_id);
  EXPECT_EQ(page.records[0].event_id, records(iterator_at(Type::kTrimHorizon)).value().records[0].event_id);
  EXPECT_EQ(page.records[0].event_id.size(), 32U);
}

TEST_F(GetRecordsTest, AnIteratorLivesFifteenMinutesAndThroughARestart) {
  write_item("T", "a", 1);
  const std::string first = iterator_at(Type::kTrimHorizon);
  clock_.advance(minutes(15));
  open_store();
  EXPECT_EQ(read(first), "INSERT a=1");
  clock_.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(records(first).error().name(), "ExpiredIteratorException");
}

TEST_F(GetRecordsTest, RecordsPastTheirRetentionAreNotAnswered) {
  settings_.stream_shard_seconds = 1000 * 3600;
  shard_ = shards(arn_)[0].id;
  write_item("T", "a", 1);
  const std::string number = records(iterator_at(Type::kTrimHorizon)).value().records[0].sequence_number;
  clock_.advance(hours(24) - minutes(10));
  write_item("T", "a", 2);
  const std::string at_old = iterator_at(Type::kAtSequenceNumber, number);
  const std::string horizon = iterator_at(Type::kTrimHorizon);
  EXPECT_EQ(read(at_old), "INSERT a=1 MODIFY a=2");
  clock_.advance(minutes(11));  // nothing is trimmed yet, but it is past the 24 hours
  EXPECT_EQ(records(at_old).error().name(), "TrimmedDataAccessException");
  EXPECT_EQ(read(horizon), "MODIFY a=2");
  EXPECT_EQ(iterator(arn_, shard_, Type::kAtSequenceNumber, number).error().name(), "TrimmedDataAccessException");
}

TEST_F(GetRecordsTest, AReaderThatWaitsForDaysLosesNothingAndIsNotTrimmed) {
  settings_.stream_shard_seconds = 1000 * 3600;
  shard_ = shards(arn_)[0].id;
  std::string next = iterator_at(Type::kLatest);
  for (int i = 0; i < 30 * 6; ++i) {
    clock_.advance(minutes(10));
    const auto page = records(next);
    ASSERT_EQ(message_of(page), "");
    ASSERT_TRUE(page->next_shard_iterator.has_value());
    next = *page->next_shard_iterator;
  }
  write_item("T", "a", 1);
  EXPECT_EQ(read(next), "INSERT a=1");
}

TEST_F(GetRecordsTest, AClosedStreamIsReadableForADayAndItsSuccessorStartsEmpty) {
  write_item("T", "a", 1);
  const std::string before = iterator_at(Type::kTrimHorizon);
  set_stream("T", std::nullopt);
  write_item("T", "a", 2);  // while there is no stream
  set_stream("T", store::StreamViewType::kKeysOnly);
  write_item("T", "a", 3);
  const std::string new_arn = arn_of("T");
  EXPECT_NE(new_arn, arn_);
  EXPECT_EQ(read(before), "INSERT a=1");
  EXPECT_EQ(read_all(arn_, shard_), "INSERT a=1");
  EXPECT_TRUE(ended_);
  EXPECT_EQ(describe(arn_).value().status, StreamStatus::kDisabled);
  EXPECT_TRUE(shards(arn_)[0].ending_sequence_number.has_value());
  EXPECT_EQ(read_all(new_arn, shards(new_arn)[0].id), "MODIFY a");
  EXPECT_FALSE(ended_);

  Context asked = context();
  const auto listed = [&] { return ListStreams::run(asked, {std::string("T"), {}, {}}).value().streams; };
  ASSERT_EQ(listed().size(), 2U);
  EXPECT_EQ(listed()[0].arn, arn_);
  EXPECT_EQ(listed()[1].arn, new_arn);
  clock_.advance(hours(24) + minutes(1));
  ASSERT_EQ(listed().size(), 1U);
  EXPECT_EQ(describe(arn_).error().name(), "ResourceNotFoundException");
  EXPECT_EQ(listed()[0].arn, new_arn);
}

TEST_F(GetRecordsTest, StatusFollowsATransition) {
  settings_.transition_delay_ms = 500;
  store::TableDefinition definition = store_->catalog().find("", "T")->definition();
  definition.pending = store::PendingTransition{store::Transition::kCreating, 1'700'000'000'500};
  store_->catalog().update(definition).value();
  EXPECT_EQ(describe(arn_).value().status, StreamStatus::kEnabling);
  clock_.advance(std::chrono::milliseconds(500));
  EXPECT_EQ(describe(arn_).value().status, StreamStatus::kEnabled);
}

TEST_F(GetRecordsTest, ListsPageThroughAllTables) {
  create("S");
  create("U");
  Context asked = context();
  ListStreams::Request request;
  request.limit = 2;
  auto page = ListStreams::run(asked, request).value();
  ASSERT_EQ(page.streams.size(), 2U);
  EXPECT_EQ(page.streams[0].table_name, "S");
  EXPECT_EQ(page.last_evaluated_stream_arn, arn_of("T"));
  request.exclusive_start_stream_arn = page.last_evaluated_stream_arn;
  page = ListStreams::run(asked, request).value();
  ASSERT_EQ(page.streams.size(), 1U);
  EXPECT_EQ(page.streams[0].arn, arn_of("U"));
  EXPECT_EQ(page.last_evaluated_stream_arn, std::nullopt);
}

TEST_F(GetRecordsTest, AnIteratorOfADeletedTableIsNotOneOfItsNamesake) {
  const std::string before = iterator_at(Type::kTrimHorizon);
  ASSERT_TRUE(store_->catalog().remove(*store_->catalog().find("", "T")).ok());
  EXPECT_EQ(records(before).error().name(), "ResourceNotFoundException");
  create("T");
  ASSERT_EQ(arn_of("T"), arn_);  // within the same millisecond
  EXPECT_EQ(records(before).error().name(), "ResourceNotFoundException");
}

TEST_F(GetRecordsTest, Refusals) {
  EXPECT_EQ(message_of(iterator(arn_, shard_, Type::kAtSequenceNumber)),
            "SequenceNumber is required for ShardIteratorType AT_SEQUENCE_NUMBER");
  EXPECT_EQ(message_of(iterator(arn_, shard_, Type::kTrimHorizon, "100000000000000000001")),
            "SequenceNumber must not be specified with ShardIteratorType TRIM_HORIZON");
  EXPECT_EQ(message_of(iterator(arn_, shard_, Type::kAtSequenceNumber, "100000000000000000001")),
            "Invalid SequenceNumber: 100000000000000000001");
  EXPECT_EQ(message_of(iterator(arn_, "shardId-00000001700000000000-ffffffff", Type::kLatest)),
            "Requested resource not found: Shard does not exist");
  EXPECT_EQ(message_of(iterator("arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/x", shard_, Type::kLatest)),
            "Requested resource not found: Stream: arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/x not found");
  EXPECT_EQ(message_of(iterator("fake-stream", shard_, Type::kLatest)), "Invalid StreamArn");
  EXPECT_EQ(message_of(records("nonsense")), "Invalid ShardIterator");
}

}  // namespace
}  // namespace basalt::operations
