#include "store/change_record.h"

#include "gmock/gmock.h"
#include "store/table_state.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using std::string_literals::operator""s;

class ChangeRecordTest : public testing::Test {
 protected:
  ChangeRecordTest() {
    TableDefinition definition = table_definition("t", true);
    definition.shards = {{1, 0}};
    table_ = std::make_shared<const Table>(std::move(definition), std::make_shared<TableState>(1), 1);
  }
  ChangeRecord write_and_read(const LogMode& mode, const std::optional<Image>& old,
                              const std::optional<Image>& current) {
    const ItemKey key;
    write_change_record({.table = *table_, .key = key, .before = old, .after = current}, mode, bytes_);
    row_ = log_row(SpaceId{7}, engine::ShardId{8}, 0x0102030405060708);
    return read_change_record(row_, bytes_);
  }

  TableRef table_;
  std::string row_;
  std::string bytes_;
  const std::string before_ = encode_item(item_of("a", 1, 10));
  const std::string after_ = encode_item(item_of("a", 1, 20));
  const Image old_{ItemView(before_), 11};
  const Image new_{ItemView(after_), 12};
};

TEST_F(ChangeRecordTest, BytesArePinned) {
  write_and_read({.written = true}, old_, new_);
  const std::string keys = encode_item(Item{{"pk", AttributeValue::string("a")}, {"sk", AttributeValue::integer(1)}});
  EXPECT_EQ(bytes_,
            "\x01\x02\x00\x00\x00\x00\x0B\x00\x00\x00\x0C"s + "\0\0\0"s + static_cast<char>(keys.size()) + keys + '\0');
  EXPECT_EQ(row_, "\0\0\0\0\0\0\0\x07\0\0\0\0\0\0\0\x08\x01\x02\x03\x04\x05\x06\x07\x08"s);
}

TEST_F(ChangeRecordTest, KindFollowsFromTheImages) {
  EXPECT_EQ(write_and_read({.written = true}, std::nullopt, new_).kind, ChangeKind::kInsert);
  EXPECT_EQ(write_and_read({.written = true}, old_, new_).kind, ChangeKind::kModify);
  EXPECT_EQ(write_and_read({.written = true}, old_, std::nullopt).kind, ChangeKind::kRemove);
}

TEST_F(ChangeRecordTest, ImagesAsTheModeAsks) {
  const LogMode both{.written = true, .old_image = true, .new_image = true};
  ChangeRecord record = write_and_read(both, old_, new_);
  EXPECT_EQ(record.old_image.value().encoded(), before_);
  EXPECT_EQ(record.new_image.value().encoded(), after_);
  EXPECT_EQ(record.old_size, 11U);
  EXPECT_EQ(record.new_size, 12U);
  EXPECT_EQ(record.sequence, 0x0102030405060708U);
  EXPECT_EQ(number_of(record.keys, "sk"), 1);
  EXPECT_EQ(record.keys.count(), 2U);

  record = write_and_read(both, std::nullopt, new_);
  EXPECT_FALSE(record.old_image.has_value());
  EXPECT_EQ(record.old_size, 0U);
  record = write_and_read({.written = true, .old_image = true}, old_, new_);
  EXPECT_TRUE(record.old_image.has_value());
  EXPECT_FALSE(record.new_image.has_value());
  record = write_and_read({.written = true, .new_image = true}, old_, std::nullopt);
  EXPECT_FALSE(record.old_image || record.new_image);
}

TEST_F(ChangeRecordTest, TheOriginIsTheLastByte) {
  const ItemKey key;
  write_change_record({.table = *table_, .key = key, .before = old_, .origin = ChangeOrigin::kTimeToLive},
                      {.written = true}, bytes_);
  row_ = log_row(SpaceId{7}, engine::ShardId{8}, 1);
  EXPECT_EQ(bytes_.back(), 1);
  EXPECT_EQ(read_change_record(row_, bytes_).origin, ChangeOrigin::kTimeToLive);
  bytes_.pop_back();  // as it was written before there were origins
  EXPECT_EQ(read_change_record(row_, bytes_).origin, ChangeOrigin::kUser);
  EXPECT_EQ(write_and_read({.written = true}, old_, new_).origin, ChangeOrigin::kUser);
}

TEST_F(ChangeRecordTest, WhatALaterVersionAppendsIsPassedOver) {
  write_and_read({.written = true, .new_image = true}, old_, new_);
  bytes_ += "more";
  EXPECT_EQ(read_change_record(row_, bytes_).new_image.value().encoded(), after_);
}

TEST_F(ChangeRecordTest, ModeFollowsTheStream) {
  TableDefinition definition;
  EXPECT_FALSE(log_mode(definition).written);
  const auto images = [&](StreamViewType type) {
    definition.stream = StreamSettings{type, ""};
    const LogMode mode = log_mode(definition);
    EXPECT_TRUE(mode.written);
    return std::pair(mode.old_image, mode.new_image);
  };
  EXPECT_EQ(images(StreamViewType::kKeysOnly), std::pair(false, false));
  EXPECT_EQ(images(StreamViewType::kNewImage), std::pair(false, true));
  EXPECT_EQ(images(StreamViewType::kOldImage), std::pair(true, false));
  EXPECT_EQ(images(StreamViewType::kNewAndOldImages), std::pair(true, true));
}

}  // namespace
}  // namespace basalt::store
