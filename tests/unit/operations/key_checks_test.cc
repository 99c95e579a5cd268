#include "basalt/operations/key_checks.h"

#include "basalt/value/encoded_item.h"
#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

class KeyChecksTest : public ItemTest {
 protected:
  const store::Table& table(const std::string& name) {
    held_ = store_->catalog().find("", name);
    return *held_;
  }

 private:
  store::TableRef held_;
};

constexpr std::string_view kMismatch = "The provided key element does not match the schema";

TEST_F(KeyChecksTest, AKeyHasExactlyTheKeyAttributes) {
  EXPECT_EQ(message_of(check_key(table("Plain"), {{"pk", text("a")}})), "");
  EXPECT_EQ(message_of(check_key(table("Plain"), {})), kMismatch);
  EXPECT_EQ(message_of(check_key(table("Plain"), {{"pk", text("a")}, {"x", text("a")}})), kMismatch);
  EXPECT_EQ(message_of(check_key(table("Plain"), {{"x", text("a")}})), kMismatch);
  EXPECT_EQ(message_of(check_key(table("Plain"), {{"pk", number(1)}})), kMismatch);
  EXPECT_EQ(message_of(check_key(table("Indexed"), {{"pk", text("a")}})), kMismatch);
  EXPECT_EQ(message_of(check_key(table("Indexed"), {{"pk", text("a")}, {"sk", text("a")}})), "");
}

TEST_F(KeyChecksTest, KeyValuesAreNotEmptyAndNotTooLarge) {
  EXPECT_EQ(message_of(check_key(table("Plain"), {{"pk", text("")}})),
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an "
            "empty string value. Key: pk");
  const auto key = [](size_t pk_size, size_t sk_size) {
    return Item{{"pk", text(std::string(pk_size, 'p'))}, {"sk", text(std::string(sk_size, 's'))}};
  };
  EXPECT_EQ(message_of(check_key(table("Indexed"), key(2048, 1024))), "");
  EXPECT_EQ(message_of(check_key(table("Indexed"), key(2049, 1))),
            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 "
            "bytes");
  EXPECT_EQ(message_of(check_key(table("Indexed"), key(1, 1025))),
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit "
            "of 1024 bytes");
}

TEST_F(KeyChecksTest, EmptyBinaryKeysAreNamedSo) {
  EXPECT_EQ(message_of(check_key_attribute_value("pk", AttributeValue::binary(""), true)),
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an "
            "empty binary value. Key: pk");
  EXPECT_EQ(message_of(check_key_attribute_value("pk", number(0), true)), "");
}

ApiResult<void> check_stored(const store::Table& table, const EncodedItem& item) {
  return check_item(table, item.view());
}

TEST_F(KeyChecksTest, AnItemHasItsKey) {
  EXPECT_EQ(message_of(check_stored(table("Indexed"), Item{{"pk", text("a")}})),
            "One or more parameter values were invalid: Missing the key sk in the item");
  EXPECT_EQ(message_of(check_stored(table("Indexed"), Item{{"pk", text("a")}, {"sk", number(1)}})),
            "One or more parameter values were invalid: Type mismatch for key sk expected: S actual: N");
  EXPECT_EQ(message_of(check_stored(table("Indexed"), Item{{"pk", text("a")}, {"sk", text("")}})),
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an "
            "empty string value. Key: sk");
}

TEST_F(KeyChecksTest, IndexKeysOfAnItem) {
  const auto item = [](AttributeValue color) {
    return Item{{"pk", text("a")}, {"sk", text("b")}, {"color", std::move(color)}};
  };
  EXPECT_EQ(message_of(check_stored(table("Indexed"), item(text("red")))), "");
  EXPECT_EQ(message_of(check_stored(table("Indexed"), item(AttributeValue::list({})))),
            "One or more parameter values were invalid: Type mismatch for Index Key color Expected: S Actual: L "
            "IndexName: gsi-keys");
  EXPECT_EQ(message_of(check_stored(table("Indexed"), item(text("")))),
            "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
            "The AttributeValue for a key attribute cannot contain an empty string value. IndexName: gsi-keys, "
            "IndexKey: color");
  // As the sort key of lsi it would be too large at 1,025 bytes, as the partition key of gsi-keys at 2,049.
  EXPECT_EQ(message_of(check_stored(table("Indexed"), item(text(std::string(1024, 'x'))))), "");
  EXPECT_NE(message_of(check_stored(table("Indexed"), item(text(std::string(1025, 'x'))))), "");
}

TEST_F(KeyChecksTest, AnIndexThatIsBeingDeletedAsksNothing) {
  store::TableDefinition definition = table("Indexed").definition();
  for (store::GlobalIndex& index : definition.global_indexes) index.status = store::IndexStatus::kDeleting;
  // As UpdateTable leaves it: the definitions of attributes go with the last index that used them.
  std::erase_if(definition.attribute_definitions, [](const auto& attribute) { return attribute.name == "tint"; });
  const store::Table deleting(std::move(definition), table("Indexed").shared_state(), 1);
  EXPECT_EQ(message_of(check_stored(deleting, Item{{"pk", text("a")}, {"sk", text("b")}, {"tint", number(1)}})), "");
}

TEST_F(KeyChecksTest, OnlyTouchedIndexKeysOfAnUpdateAreChecked) {
  const Item item{{"pk", text("a")}, {"sk", text("b")}, {"color", number(1)}};
  const std::vector<std::string> touched{"color"};
  EXPECT_EQ(message_of(check_updated_item(table("Indexed"), item, {})), "");
  EXPECT_NE(message_of(check_updated_item(table("Indexed"), item, touched)), "");
}

TEST_F(KeyChecksTest, SizeLimit) {
  EXPECT_EQ(message_of(check_item_size(kMaxItemSize)), "");
  EXPECT_EQ(message_of(check_item_size(kMaxItemSize + 1)), "Item size has exceeded the maximum allowed size");
  EXPECT_EQ(message_of(check_updated_item_size(kMaxItemSize + 1)),
            "Item size to update has exceeded the maximum allowed size");
}

}  // namespace
}  // namespace basalt::operations
