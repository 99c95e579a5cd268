#include "basalt/keys/key_layout.h"

#include "basalt/keys/key_codec.h"
#include "unit/value/document_vectors.h"

namespace basalt::keys {
namespace {

const std::string kPartitionKey(
    "\x01"
    "a\x00\x01",
    4);
const std::string kSortKey(
    "\x01"
    "s\x00\x01",
    4);

TEST(KeyLayout, IntegersAreBigEndian) {
  std::string out = "x";
  append_u64(0x0102030405060708, out);
  EXPECT_EQ(out, "x\x01\x02\x03\x04\x05\x06\x07\x08");
  EXPECT_EQ(read_u64(std::string_view(out).substr(1)), 0x0102030405060708u);
  std::string largest;
  append_u64(UINT64_MAX, largest);
  EXPECT_EQ(read_u64(largest), UINT64_MAX);
}

TEST(KeyLayout, ARowIsSpaceHashAndKeys) {
  const std::string row = item_row(7, kPartitionKey, kSortKey);
  EXPECT_EQ(read_u64(row), 7u);
  EXPECT_EQ(row_hash(row), partition_hash(kPartitionKey));
  EXPECT_EQ(row.substr(kRowPrefixSize), kPartitionKey + kSortKey);
  EXPECT_EQ(collection_prefix(7, kPartitionKey) + kSortKey, row);
  EXPECT_EQ(hash_position(7, partition_hash(kPartitionKey)), row.substr(0, kRowPrefixSize));
}

TEST(KeyLayout, ARowOfValuesIsThatOfTheirEncodings) {
  const std::vector<AttributeValue> values{AttributeValue::string(""),
                                           AttributeValue::string(std::string("a\0b", 3)),
                                           AttributeValue::string(std::string(2000, 'x')),
                                           AttributeValue::binary(std::string(40, '\0')),
                                           AttributeValue::integer(0),
                                           AttributeValue::integer(-1234567)};
  const auto encoded = [](const AttributeValue& value) {
    std::string bytes;
    encode(value, bytes);
    return bytes;
  };
  for (const AttributeValue& partition : values) {
    EXPECT_EQ(item_row(7, partition, nullptr), item_row(7, encoded(partition), {}));
    for (const AttributeValue& sort : values) {
      EXPECT_EQ(item_row(7, partition, &sort), item_row(7, encoded(partition), encoded(sort)));
    }
  }
}

TEST(KeyLayout, ASpaceHoldsItsRowsAndNoOthers) {
  for (const uint64_t space : {uint64_t{0}, uint64_t{7}, uint64_t{255}, uint64_t{0xffffffff}}) {
    EXPECT_EQ(space_begin(space).size(), kSpacePrefixSize);
    EXPECT_LE(space_begin(space), hash_position(space, 0));
    EXPECT_LT(hash_position(space, UINT64_MAX) + "anything", space_end(space));
    EXPECT_LE(space_end(space), space_begin(space + 1));
  }
  EXPECT_LT(hash_position(7, 1), hash_position(7, 256));
}

TEST(KeyLayout, AnExpiryRowIsSpaceSecondsAndTheItemsKey) {
  const std::string item = item_row(7, kPartitionKey, kSortKey);
  for (const testing::Vector& vector : testing::document_vectors("key-format.md", "expiry")) {
    const uint64_t seconds = std::stoull(vector.left);
    const std::string row = expiry_row(9, seconds, item);
    EXPECT_EQ(testing::to_hex(row), vector.right);
    EXPECT_EQ(expiry_row_seconds(row), seconds);
    EXPECT_EQ(expiry_row_item(7, row), item);
    EXPECT_EQ(expiry_position(9, seconds), row.substr(0, kRowPrefixSize));
  }
  EXPECT_LT(expiry_row(9, 255, item), expiry_position(9, 256));
  EXPECT_LT(expiry_row(9, UINT64_MAX, item), space_end(9));
}

}  // namespace
}  // namespace basalt::keys
