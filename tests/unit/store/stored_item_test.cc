#include "store/stored_item.h"

#include "basalt/store/item_reader.h"
#include "gmock/gmock.h"

namespace basalt::store {
namespace {

TEST(StoredItem, BytesArePinned) {
  std::string row = "left over";
  write_stored_item(0x0102030405060708, 0x0A0B0C, "item", row);
  EXPECT_EQ(row, std::string("\x01\x01\x02\x03\x04\x05\x06\x07\x08\x00\x0A\x0B\x0Citem", 17));
}

TEST(StoredItem, ReadsBackWhatWasWritten) {
  std::string row;
  write_stored_item(UINT64_MAX - 1, 400 * 1024, "item", row);
  const StoredItem stored = read_stored_item(row);
  EXPECT_EQ(stored.timestamp, UINT64_MAX - 1);
  EXPECT_EQ(stored.size, size_t{400 * 1024});
  EXPECT_EQ(stored.item.encoded(), "item");
}

TEST(StoredItem, U32RoundTripsAtItsBounds) {
  for (const uint32_t value : {0U, 1U, 0x80U, 0xFFFFU, 0x80000000U, UINT32_MAX}) {
    std::string bytes;
    append_u32(value, bytes);
    EXPECT_EQ(read_u32(bytes), value);
  }
}

}  // namespace
}  // namespace basalt::store
