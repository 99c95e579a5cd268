#include <array>
#include <bit>

#include "basalt/keys/key_codec.h"
#include "unit/value/document_vectors.h"

namespace basalt::keys {
namespace {

using basalt::testing::from_hex;
using basalt::testing::to_hex;

TEST(PartitionHash, AgreesWithTheDocumentedVectors) {
  for (const basalt::testing::Vector& vector : basalt::testing::document_vectors("key-format.md", "hashes")) {
    EXPECT_EQ(partition_hash(from_hex(vector.left)), std::stoull(vector.right, nullptr, 16)) << vector.left;
  }
}

// Shards are ranges of the hash: keys that count upwards must fill all of them alike.
TEST(PartitionHash, SpreadsCountingKeysEvenly) {
  constexpr size_t kRanges = 16;
  constexpr int kKeys = 16000;
  std::array<int, kRanges> filled{};
  for (int i = 0; i < kKeys; ++i) {
    std::string key;
    encode(AttributeValue::integer(i), key);
    ++filled[partition_hash(key) >> 60];
  }
  for (const int keys : filled) {
    EXPECT_GT(keys, 850);
    EXPECT_LT(keys, 1150);
  }
}

TEST(PartitionHash, DependsOnEveryByte) {
  for (size_t size = 1; size < 100; ++size) {
    const std::string key(size, 'k');
    for (size_t at = 0; at < size; ++at) {
      std::string other = key;
      other[at] = 'l';
      EXPECT_NE(partition_hash(key), partition_hash(other));
      EXPECT_GT(std::popcount(partition_hash(key) ^ partition_hash(other)), 8) << size << ' ' << at;
    }
  }
}

}  // namespace
}  // namespace basalt::keys
