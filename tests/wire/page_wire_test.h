// What the wire tests of Query, Scan and the batches share: a table Lines with key userId (S), line (N), a local
// index ByState (state) of keys only, a global index ByCity (city), and exact answers.
#pragma once

#include <string>
#include <string_view>

#include "wire/item_wire_test.h"

namespace basalt::testing {

class PageWireTest : public ItemWireTest {
 protected:
  PageWireTest() {
    ok("CreateTable",
       R"({"TableName":"Lines","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)"
       R"({"AttributeName":"userId","AttributeType":"S"},{"AttributeName":"line","AttributeType":"N"},)"
       R"({"AttributeName":"state","AttributeType":"S"},{"AttributeName":"city","AttributeType":"S"}],)"
       R"("KeySchema":[{"AttributeName":"userId","KeyType":"HASH"},{"AttributeName":"line","KeyType":"RANGE"}],)"
       R"("LocalSecondaryIndexes":[{"IndexName":"ByState","KeySchema":[{"AttributeName":"userId","KeyType":"HASH"},)"
       R"({"AttributeName":"state","KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}],)"
       R"("GlobalSecondaryIndexes":[{"IndexName":"ByCity","KeySchema":[{"AttributeName":"city","KeyType":"HASH"}],)"
       R"("Projection":{"ProjectionType":"ALL"}}]})");
  }

  void put_line(std::string_view line, std::string_view more = "") {
    ok("PutItem", std::string(R"({"TableName":"Lines","Item":{"userId":{"S":"a"},"line":{"N":")")
                      .append(line)
                      .append("\"}")
                      .append(more)
                      .append("}}"));
  }
};

}  // namespace basalt::testing
