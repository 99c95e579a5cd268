#include "http/request_id.h"

#include <set>

namespace basalt::http {
namespace {

TEST(RequestIds, AreUpperCaseLettersAndDigitsAndDiffer) {
  RequestIds ids;
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    RequestId id{};
    ids.next(id);
    seen.emplace(id.data(), id.size());
  }
  EXPECT_EQ(seen.size(), 10'000U);
  for (const std::string& id : seen) {
    EXPECT_EQ(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), std::string::npos);
  }
}

}  // namespace
}  // namespace basalt::http
