#include "basalt/error/api_error.h"

#include <gtest/gtest.h>

namespace basalt {
namespace {

TEST(ApiError, CarriesAwsTypeTextAndStatus) {
  const ApiError error = ApiError::table_not_found("Orders");
  EXPECT_EQ(error.type(), "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException");
  EXPECT_EQ(error.name(), "ResourceNotFoundException");
  EXPECT_EQ(error.message(), "Requested resource not found: Table: Orders not found");
  EXPECT_EQ(error.http_status(), 400);
}

TEST(ApiError, ValidationComesFromItsOwnNameSpace) {
  EXPECT_EQ(ApiError::validation("x").type(), "com.amazon.coral.validate#ValidationException");
}

TEST(ApiError, StreamsHaveANameSpaceOfTheirOwn) {
  EXPECT_EQ(ApiError::expired_iterator().type(), "com.amazonaws.dynamodb.streams.v20120810#ExpiredIteratorException");
  EXPECT_EQ(ApiError::trimmed_data_access().name(), "TrimmedDataAccessException");
}

TEST(ApiError, SerializationSpellsMessageWithACapital) {
  EXPECT_TRUE(ApiError::serialization("x").capital_message());
  EXPECT_FALSE(ApiError::validation("x").capital_message());
}

TEST(ApiError, TransactionCanceledNamesEachCode) {
  std::vector<CancellationReason> reasons(2);
  reasons[1].code = "ConditionalCheckFailed";
  EXPECT_EQ(
      ApiError::transaction_canceled(reasons).message(),
      "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]");
}

TEST(ApiError, ServerFaultsAreNotTheClients) {
  EXPECT_EQ(ApiError::internal_server_error().http_status(), 500);
  EXPECT_EQ(ApiError::service_unavailable().http_status(), 503);
}

}  // namespace
}  // namespace basalt
