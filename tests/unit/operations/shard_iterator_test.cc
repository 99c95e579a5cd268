#include "operations/shard_iterator.h"

#include <gtest/gtest.h>

namespace basalt::operations {
namespace {

const ShardIterator kIterator{.stream_arn = "arn:aws:dynamodb:us-east-1:000000000000:table/Tab|1|x/stream/label",
                              .space = 7,
                              .partition = 8,
                              .start = 9,
                              .from = UINT64_MAX,
                              .from_horizon = true,
                              .issued_ms = 1'767'225'600'000};

TEST(ShardIteratorTest, ReadsWhatItWrote) {
  const auto read = read_shard_iterator(write_shard_iterator(kIterator));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->stream_arn, kIterator.stream_arn);
  EXPECT_EQ(read->space, kIterator.space);
  EXPECT_EQ(read->partition, kIterator.partition);
  EXPECT_EQ(read->start, kIterator.start);
  EXPECT_EQ(read->from, kIterator.from);
  EXPECT_TRUE(read->from_horizon);
  EXPECT_EQ(read->issued_ms, kIterator.issued_ms);
}

TEST(ShardIteratorTest, EveryChangeOfACharacterIsSeen) {
  const std::string text = write_shard_iterator(kIterator);
  for (size_t i = 0; i < text.size(); ++i) {
    std::string edited = text;
    edited[i] = edited[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_shard_iterator(edited).has_value()) << i;
    EXPECT_FALSE(read_shard_iterator(text.substr(0, i)).has_value()) << i;
  }
  EXPECT_FALSE(read_shard_iterator(text + "A").has_value());
  EXPECT_FALSE(read_shard_iterator("").has_value());
}

}  // namespace
}  // namespace basalt::operations
