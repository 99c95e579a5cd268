#include "basalt/operations/table_name.h"

#include "unit/operations/item_fixture.h"

namespace basalt::operations {
namespace {

using TableNameTest = ItemTest;

TEST_F(TableNameTest, NamesAndArnsNameTheSameTable) {
  const Context context = this->context();
  const std::string arn = table_arn(context.identity, "Plain");
  EXPECT_EQ(arn, "arn:aws:dynamodb:us-east-1:000000000000:table/Plain");
  EXPECT_EQ(table_name_of(context, "Plain").value(), "Plain");
  EXPECT_EQ(table_name_of(context, arn).value(), "Plain");
  EXPECT_EQ(find_table(context, arn).value(), find_table(context, "Plain").value());
}

TEST_F(TableNameTest, WhatIsNoTableArnIsRefused) {
  for (const std::string_view arn :
       {"arn:", "arn:aws:dynamodb:us-east-1:000000000000", "arn:aws:s3:us-east-1:000000000000:table/Plain",
        "arn:aws:dynamodb:us-east-1:000000000000:table/", "arn:aws:dynamodb:us-east-1:000000000000:global/Plain",
        "arn:aws:dynamodb:us-east-1:000000000000:table/Plain/index/x"}) {
    const auto name = table_name_of(context(), arn);
    ASSERT_FALSE(name.ok()) << arn;
    EXPECT_EQ(name.error().message(), "Invalid TableArn: Invalid ResourceArn provided as input " + std::string(arn));
  }
}

TEST_F(TableNameTest, MissingTablesHaveTwoTexts) {
  EXPECT_EQ(message_of(find_table(context(), "Nope")), "Requested resource not found");
  EXPECT_EQ(message_of(find_table_in_any_status(context(), "Nope")),
            "Requested resource not found: Table: Nope not found");
}

TEST_F(TableNameTest, ArnsOfOthersFindNothingWhereNameSpacesAreApart) {
  const std::string_view foreign = "arn:aws:dynamodb:us-east-1:111111111111:table/Plain";
  EXPECT_TRUE(find_table(context(), foreign).ok());
  settings_.scope_per_account = true;
  EXPECT_EQ(message_of(find_table(context(), foreign)), "Requested resource not found");
}

}  // namespace
}  // namespace basalt::operations
