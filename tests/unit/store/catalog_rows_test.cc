#include "store/catalog_rows.h"

#include "gmock/gmock.h"

namespace basalt::store {
namespace {

using std::string_literals::operator""s;

TEST(CatalogRows, KeysArePinned) {
  EXPECT_EQ(kIdsRow, "ids");
  EXPECT_EQ(table_row("000000000000/us-east-1", "Orders"), "table/000000000000/us-east-1\0Orders"s);
  EXPECT_EQ(table_row("", "Orders"), "table/\0Orders"s);
  EXPECT_EQ(tally_row(SpaceId{1}, engine::ShardId{0x0203}), "tally/\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\x02\x03"s);
}

TEST(CatalogRows, ShardOfATallyRow) {
  const std::string row = tally_row(SpaceId{7}, engine::ShardId{99});
  EXPECT_EQ(shard_of_row(row).shard, engine::ShardId{99});
  EXPECT_EQ(shard_of_row(row).space, SpaceId{7});
}

TEST(CatalogRows, TallyRoundTripsWithItsBytesPinned) {
  const std::string bytes = encode_tally({.items = 1, .bytes = 258, .newest_timestamp = 3});
  EXPECT_EQ(bytes, "\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\x01\x02\0\0\0\0\0\0\0\x03"s);
  const ShardTally tally = decode_tally(bytes);
  EXPECT_EQ(tally.items, 1);
  EXPECT_EQ(tally.bytes, 258);
  EXPECT_EQ(tally.newest_timestamp, 3U);
}

TEST(CatalogRows, IdsRoundTrip) {
  const NextIds ids = decode_ids(encode_ids({.space = 12, .shard = UINT64_MAX}));
  EXPECT_EQ(ids.space, 12U);
  EXPECT_EQ(ids.shard, UINT64_MAX);
}

}  // namespace
}  // namespace basalt::store
