#include "operations/stream_shards.h"

#include "unit/operations/stream_fixture.h"

namespace basalt::operations {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

using StreamShardsTest = StreamTest;

TEST_F(StreamShardsTest, SequenceNumbersAreOneToOneAndGrow) {
  EXPECT_EQ(sequence_number_of(0), "100000000000000000000");
  EXPECT_EQ(sequence_number_of(UINT64_MAX), "118446744073709551615");
  EXPECT_LT(sequence_number_of(99), sequence_number_of(100));
  for (const uint64_t sequence : {uint64_t{0}, uint64_t{1}, uint64_t{1} << 40, UINT64_MAX}) {
    EXPECT_EQ(sequence_of(sequence_number_of(sequence)), sequence);
  }
  for (const char* wrong : {"", "1", "000000000000000000000", "118446744073709551616", "1000000000000000000000",
                            "10000000000000000000x", "1-0000000000000000001"}) {
    EXPECT_EQ(sequence_of(wrong), std::nullopt) << wrong;
  }
}

TEST_F(StreamShardsTest, AShardIsAWindowOfAPartition) {
  create("T");
  const std::string arn = arn_of("T");
  auto now = shards(arn);
  ASSERT_EQ(now.size(), 1U);
  // AWS's form: milliseconds in 20 digits.
  EXPECT_EQ(now[0].id.substr(0, 29), "shardId-00000001700000000000-");
  EXPECT_EQ(now[0].id.size(), 37U);
  EXPECT_EQ(now[0].ending_sequence_number, std::nullopt);
  EXPECT_EQ(now[0].parent_id, std::nullopt);

  clock_.advance(seconds(6'400));  // the end of its window
  now = shards(arn);
  ASSERT_EQ(now.size(), 2U);
  EXPECT_EQ(now[1].id.substr(0, 29), "shardId-00000001700006400000-");
  EXPECT_EQ(now[1].parent_id, now[0].id);
  EXPECT_EQ(now[1].ending_sequence_number, std::nullopt);
  EXPECT_EQ(sequence_of(now[0].ending_sequence_number.value()).value() + 1,
            sequence_of(now[1].starting_sequence_number).value());

  clock_.advance(hours(25));
  now = shards(arn);
  ASSERT_EQ(now.size(), 7U);  // of 24 hours, the oldest of them partly
  EXPECT_EQ(now[0].parent_id, std::nullopt) << "its parent is past retention";
  for (size_t i = 1; i < now.size(); ++i) EXPECT_EQ(now[i].parent_id, now[i - 1].id);
}

TEST_F(StreamShardsTest, PagesFollowTheirLastShard) {
  create("T");
  const std::string arn = arn_of("T");
  clock_.advance(hours(12));
  const auto all = shards(arn);
  ASSERT_EQ(all.size(), 4U);
  DescribeStream::Request request;
  request.limit = 3;
  auto page = describe(arn, request).value();
  ASSERT_EQ(page.shards.size(), 3U);
  EXPECT_EQ(page.last_evaluated_shard_id, all[2].id);
  request.exclusive_start_shard_id = page.last_evaluated_shard_id;
  page = describe(arn, request).value();
  ASSERT_EQ(page.shards.size(), 1U);
  EXPECT_EQ(page.shards[0].id, all[3].id);
  EXPECT_EQ(page.last_evaluated_shard_id, std::nullopt);
  request.exclusive_start_shard_id = "shardId-00000001700000000001-00000003";
  EXPECT_EQ(message_of(describe(arn, request)), "Requested resource not found: Shard does not exist");
}

TEST_F(StreamShardsTest, ChildrenOfAShard) {
  create("T");
  const std::string arn = arn_of("T");
  clock_.advance(hours(8));
  const auto all = shards(arn);
  ASSERT_EQ(all.size(), 3U);
  DescribeStream::Request request;
  const auto children = [&](std::string parent) {
    request.shard_filter = DescribeStream::ShardFilter{true, std::move(parent)};
    return describe(arn, request).value().shards;
  };
  ASSERT_EQ(children(all[0].id).size(), 1U);
  EXPECT_EQ(children(all[0].id)[0].id, all[1].id);
  EXPECT_TRUE(children(all[2].id).empty());
  request.shard_filter = DescribeStream::ShardFilter{true, std::nullopt};
  EXPECT_EQ(message_of(describe(arn, request)), "ShardFilter must have both Type and ShardId");
}

TEST_F(StreamShardsTest, ARecordIsInTheShardOfItsTime) {
  create("T");
  const std::string arn = arn_of("T");
  write_item("T", "a", 1);
  clock_.advance(hours(4));
  write_item("T", "a", 2);
  const auto all = shards(arn);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(read_all(arn, all[0].id), "INSERT a=1");
  EXPECT_TRUE(ended_);
  EXPECT_EQ(read_all(arn, all[1].id), "MODIFY a=2");
  EXPECT_FALSE(ended_);
}

TEST_F(StreamShardsTest, NothingComesIntoAShardThatHasEnded) {
  create("T");
  const std::string arn = arn_of("T");
  clock_.advance(seconds(6'400));
  const auto all = shards(arn);
  EXPECT_EQ(read_all(arn, all[0].id), "");
  ASSERT_TRUE(ended_);
  clock_.advance(-seconds(100));  // back into the window
  open_store();
  write_item("T", "a", 1);
  EXPECT_EQ(read_all(arn, all[0].id), "");
  EXPECT_TRUE(ended_);
  EXPECT_EQ(read_all(arn, all[1].id), "INSERT a=1");
}

}  // namespace
}  // namespace basalt::operations
