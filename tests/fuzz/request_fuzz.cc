// Requests: any bytes as the body of any action get an answer with a known status. The first byte picks the action.
#include <array>
#include <cstdint>
#include <string_view>

#include "basalt/base/check.h"
#include "support/dispatcher_client.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static constexpr std::array<std::string_view, 10> kActions{
      "PutItem", "GetItem",        "UpdateItem",   "DeleteItem",  "Query",
      "Scan",    "BatchWriteItem", "BatchGetItem", "CreateTable", "UpdateTable"};
  static basalt::testing::DispatcherClient client;
  static const bool created = [] {
    return client
               .call("CreateTable", R"({"TableName":"fuzz","BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]})")
               .status == 200;
  }();
  CHECK(created);
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const int status = client.call(kActions[data[0] % kActions.size()], body).status;
  CHECK(status == 200 || status == 400);
  return 0;
}
