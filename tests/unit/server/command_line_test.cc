#include "server/command_line.h"

#include "server/dynamodb_local_arguments.h"

namespace basalt::server {
namespace {

using Arguments = std::vector<std::string>;

// "port=8001 in-memory=true", with what is implied in brackets.
std::string told(const Arguments& arguments) {
  const auto line = parse_command_line(arguments);
  if (!line) return "refused: " + line.error();
  std::string text;
  const auto append = [&text](const GivenValue& value, std::string_view before, std::string_view after) {
    if (!text.empty()) text.push_back(' ');
    text.append(before).append(value.setting->name).append("=").append(value.text).append(after);
  };
  for (const GivenValue& value : line->values) append(value, "", "");
  for (const GivenValue& value : line->implied) append(value, "[", "]");
  return text;
}

Command command(const Arguments& arguments) {
  const auto line = parse_command_line(arguments);
  EXPECT_TRUE(line.ok());
  return line ? line->command : Command::kServe;
}

TEST(CommandLine, Commands) {
  EXPECT_EQ(command({}), Command::kServe);
  EXPECT_EQ(command({"serve"}), Command::kServe);
  EXPECT_EQ(command({"version"}), Command::kVersion);
  EXPECT_EQ(command({"--version"}), Command::kVersion);
  EXPECT_EQ(command({"help"}), Command::kHelp);
  EXPECT_EQ(command({"-h"}), Command::kHelp);
  EXPECT_EQ(command({"serve", "--help"}), Command::kHelp);
  EXPECT_EQ(command({"health", "--port", "9"}), Command::kHealth);
}

TEST(CommandLine, VerifyAndRepair) {
  EXPECT_EQ(command({"verify", "--data-dir", "/x"}), Command::kVerify);
  EXPECT_EQ(command({"repair", "--data-dir", "/x"}), Command::kRepair);
  const auto verify = parse_command_line({"verify", "--json", "--endpoint", "http://localhost:8000"}).value();
  EXPECT_TRUE(verify.verify.json);
  EXPECT_EQ(verify.verify.endpoint, "http://localhost:8000");
  EXPECT_FALSE(parse_command_line({"repair"}).value().salvage_log);
  EXPECT_TRUE(parse_command_line({"repair", "--salvage-log"}).value().salvage_log);
  EXPECT_FALSE(parse_command_line({"repair", "--json"}).ok());
  EXPECT_FALSE(parse_command_line({"serve", "--salvage-log"}).ok());
}

TEST(CommandLine, Flags) {
  EXPECT_EQ(told({"--port", "8001"}), "port=8001");
  EXPECT_EQ(told({"serve", "--port=8001"}), "port=8001");
  EXPECT_EQ(told({"--in-memory"}), "in-memory=true");
  EXPECT_EQ(told({"--in-memory=false"}), "in-memory=false");
  EXPECT_EQ(told({"--data-dir", "/x", "--port", "1"}), "port=1 data-dir=/x");
}

TEST(CommandLine, RefusesInOneLine) {
  for (const Arguments& arguments : {Arguments{"--prot", "1"}, Arguments{"start"}, Arguments{"--port"},
                                     Arguments{"--port", "1", "--port", "2"}, Arguments{"version", "help"}}) {
    const std::string text = told(arguments);
    EXPECT_TRUE(text.starts_with("refused: ")) << text;
    EXPECT_EQ(text.find('\n'), std::string::npos);
  }
}

TEST(DynamodbLocal, ItsLineIsRecognised) {
  EXPECT_TRUE(is_dynamodb_local({"-inMemory"}));
  EXPECT_TRUE(is_dynamodb_local({"-jar", "DynamoDBLocal.jar"}));
  EXPECT_TRUE(is_dynamodb_local({"-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"}));
  EXPECT_FALSE(is_dynamodb_local({}));
  EXPECT_FALSE(is_dynamodb_local({"--port", "8000", "-h"}));
}

TEST(DynamodbLocal, ImagesCommandLines) {
  EXPECT_EQ(told({"-jar", "DynamoDBLocal.jar", "-inMemory"}), "in-memory=true [host=0.0.0.0]");
  EXPECT_EQ(told({"-jar", "DynamoDBLocal.jar", "-sharedDb", "-dbPath", "./data"}),
            "table-scope=shared data-dir=./data [host=0.0.0.0]");
  EXPECT_EQ(told({"java", "-Djava.library.path=./DynamoDBLocal_lib", "-Xmx1g", "-jar", "DynamoDBLocal.jar", "-port",
                  "9000", "-cors", "https://a.example", "-delayTransientStatuses", "-disableTelemetry"}),
            "port=9000 cors=https://a.example transition-delay-ms=500 [host=0.0.0.0] [table-scope=account]");
}

TEST(DynamodbLocal, HelpIsAnswered) { EXPECT_EQ(command({"-help"}), Command::kHelp); }

TEST(DynamodbLocal, RefusesWhatDynamodbLocalRefuses) {
  EXPECT_EQ(told({"-inMemory", "-what"}), "refused: '-what' is not an option of DynamoDB Local (see basalt help)");
  EXPECT_EQ(told({"-inMemory", "-port"}), "refused: -port needs a value");
  EXPECT_EQ(told({"-optimizeDbBeforeStartup"}), "refused: -optimizeDbBeforeStartup needs -dbPath");
  const auto line = parse_command_line({"-inMemory", "-dbPath", "/x"});
  ASSERT_TRUE(line.ok());
  EXPECT_EQ(resolve(line->values).error(), "-dbPath contradicts -inMemory: nothing is kept on disk");
}

}  // namespace
}  // namespace basalt::server
