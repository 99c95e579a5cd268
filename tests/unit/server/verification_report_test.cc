#include "server/verification_report.h"

#include <nlohmann/json.hpp>

#include "gmock/gmock.h"

namespace basalt::server {
namespace {

using testing::HasSubstr;
using testing::Not;

store::Verification with_problems() {
  store::Verification verification;
  verification.counts.items = 3;
  verification.counts.tables = 1;
  verification.findings = {{"an index row is missing", "t", R"({"pk":{"S":"a"}})", "index i"}};
  verification.findings_total = 4;
  verification.complete = true;
  return verification;
}

TEST(VerificationReport, TheVerdictIsTheLastLine) {
  EXPECT_TRUE(verification_text(with_problems()).ends_with("\n4 problems found\n"));
  store::Verification clean;
  clean.complete = true;
  EXPECT_TRUE(verification_text(clean).ends_with("\nclean\n"));
  EXPECT_TRUE(verification_text({}).ends_with("\nended before everything was looked at\n"));
}

TEST(VerificationReport, SaysWhatIsWrongAndHowMuchItLeavesOut) {
  const std::string text = verification_text(with_problems());
  EXPECT_THAT(text, HasSubstr("1 table, 3 items\n"));
  EXPECT_THAT(text, HasSubstr("PROBLEM: an index row is missing, table t, key {\"pk\":{\"S\":\"a\"}}, index i\n"));
  EXPECT_THAT(text, HasSubstr("and 3 problems more\n"));
  EXPECT_THAT(text, Not(HasSubstr("files:")));
}

TEST(VerificationReport, ItsJsonReadsBack) {
  const store::Verification verification = with_problems();
  const nlohmann::json json = verification_json(verification);
  EXPECT_EQ(json["clean"], false);
  EXPECT_EQ(json["verdict"], "4 problems found");
  const auto read = read_verification(json);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(verification_text(*read), verification_text(verification));
  EXPECT_FALSE(read_verification(nlohmann::json::object()).has_value());
}

}  // namespace
}  // namespace basalt::server
