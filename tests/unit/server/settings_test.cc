#include "server/settings.h"

#include <fstream>
#include <iterator>

#include "server/command_line.h"
#include "server/config_file.h"
#include "server/environment.h"

namespace basalt::server {
namespace {

GivenValue given(std::string_view name, std::string text) {
  return {find_setting(name), std::move(text), "--" + std::string(name)};
}

std::string problem(const GivenValues& values) {
  const auto config = resolve(values);
  return config ? "accepted" : config.error();
}

TEST(Settings, DefaultsAreGood) {
  const auto config = resolve({});
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->port, 8000U);
  EXPECT_EQ(config->data_dir, "./data");
  EXPECT_EQ(config->durability, engine::Durability::kSync);
  EXPECT_EQ(config->cors, std::vector<std::string>{"*"});
  EXPECT_FALSE(config->in_memory);
}

TEST(Settings, LaterValuesWin) {
  const auto config = resolve({given("port", "1"), given("port", "2")});
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->port, 2U);
}

TEST(Settings, BadValuesAreRefusedWithWhatTheyShouldBe) {
  EXPECT_EQ(problem({given("port", "70000")}), "--port: '70000' is not a number from 0 to 65535");
  EXPECT_EQ(problem({given("port", "80x")}), "--port: '80x' is not a number from 0 to 65535");
  EXPECT_EQ(problem({given("durability", "often")}), "--durability: 'often' is not sync, interval or none");
  EXPECT_EQ(problem({given("table-scope", "mine")}), "--table-scope: 'mine' is not shared or account");
  EXPECT_EQ(problem({given("in-memory", "yes")}), "--in-memory: 'yes' is not true or false");
  EXPECT_EQ(problem({given("data-dir", "")}), "--data-dir: '' is not a text that is not empty");
  EXPECT_EQ(problem({given("log-level", "loud")}), "--log-level: 'loud' is not debug, info, warning, error or off");
}

TEST(Settings, ContradictionsAreRefused) {
  const GivenValue memory = given("in-memory", "true");
  EXPECT_EQ(problem({memory, given("data-dir", "/x")}), "--data-dir contradicts --in-memory: nothing is kept on disk");
  EXPECT_EQ(problem({given("durability", "sync"), memory}),
            "--durability contradicts --in-memory: nothing is kept on disk");
  EXPECT_EQ(problem({memory, given("durability", "none")}), "accepted");
  EXPECT_EQ(problem({given("sync-interval-ms", "50")}), "--sync-interval-ms has no effect without durability interval");
  EXPECT_EQ(problem({given("sync-interval-ms", "50"), given("durability", "interval")}), "accepted");
}

TEST(Settings, AFileThatListsTheDefaultsContradictsNothing) {
  auto values = parse_config(default_config_json(), "basalt.json");
  ASSERT_TRUE(values.ok());
  EXPECT_EQ(values->size(), settings().size());
  EXPECT_EQ(problem(*values), "accepted");
  values->push_back(given("in-memory", "true"));
  EXPECT_EQ(problem(*values), "accepted");
}

TEST(Settings, InMemoryMeansNoDurability) {
  const auto config = resolve({given("in-memory", "true")});
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->durability, engine::Durability::kNone);
}

TEST(Settings, ListsAreSplitAtCommas) {
  const auto config = resolve({given("cors", "https://a.example,https://b.example")});
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->cors, (std::vector<std::string>{"https://a.example", "https://b.example"}));
}

TEST(Environment, NamesFollowTheTable) {
  const auto read = read_environment({{"BASALT_DATA_DIR", "/x"}, {"BASALT_CONFIG", "/c"}, {"PATH", "/bin"}});
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->config_file, "/c");
  ASSERT_EQ(read->values.size(), 1U);
  EXPECT_EQ(read->values[0].setting->name, "data-dir");
  EXPECT_EQ(read->values[0].text, "/x");
}

TEST(Environment, UnknownVariablesAreRefused) {
  const auto read = read_environment({{"BASALT_PROT", "1"}});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error(), "BASALT_PROT in the environment is not a setting (see basalt help)");
}

TEST(Environment, AServiceCalledBasaltIsNoSetting) {
  const auto read = read_environment({{"BASALT_PORT", "tcp://10.0.0.7:8000"},
                                      {"BASALT_SERVICE_HOST", "10.0.0.7"},
                                      {"BASALT_PORT_8000_TCP_ADDR", "10.0.0.7"}});
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->values.empty());
}

TEST(ConfigFile, RefusesWhatItDoesNotKnow) {
  const auto error = [](std::string_view json) {
    const auto parsed = parse_config(json, "f.json");
    return parsed ? "accepted" : parsed.error();
  };
  EXPECT_EQ(error(R"({"prot": 1})"), "config file f.json: 'prot' is not a setting");
  EXPECT_EQ(error(R"({"port": "1"})"), "config file f.json: 'port' must be a whole number");
  EXPECT_EQ(error(R"({"port": 1.5})"), "config file f.json: 'port' must be a whole number");
  EXPECT_EQ(error(R"({"in-memory": 1})"), "config file f.json: 'in-memory' must be true or false");
  EXPECT_EQ(error(R"({"port": 1, "port": 2})"), "config file f.json: 'port' is given twice");
  EXPECT_EQ(error(R"({"port": 1)"), "config file f.json is not a JSON object");
  EXPECT_EQ(error("[]"), "config file f.json is not a JSON object");
  EXPECT_EQ(read_config_file("/no/such/file").error(), "config file /no/such/file cannot be read");
}

TEST(ConfigFile, TheExampleListsEverySettingWithItsDefault) {
  const auto values = read_config_file(BASALT_SOURCE_DIR "/config/basalt.json");
  ASSERT_TRUE(values.ok()) << values.error();
  ASSERT_EQ(values->size(), settings().size());
  for (size_t i = 0; i < settings().size(); ++i) {
    EXPECT_EQ((*values)[i].setting, &settings()[i]) << "in the order of the table";
    EXPECT_EQ((*values)[i].text, settings()[i].default_value) << settings()[i].name;
  }
}

TEST(Documentation, TellsEverySettingAsTheTableDoes) {
  std::ifstream file(BASALT_SOURCE_DIR "/docs/configuration.md");
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  for (const Setting& setting : settings()) {
    std::string row = "| `" + std::string(setting.name) + "` | `" + variable_of(setting) + "` | `";
    row.append(setting.default_value).append("` | ").append(setting.help).append(" |\n");
    EXPECT_NE(page.find(row), std::string::npos) << row;
  }
}

TEST(Manual, TellsEverySettingOnceAndFitsATerminal) {
  const std::string text = help_text();
  for (const Setting& setting : settings()) {
    const std::string line = "\n  " + flag_of(setting) + (setting.value_name.empty() ? "\n" : " ");
    EXPECT_NE(text.find(line), std::string::npos) << setting.name;
    EXPECT_EQ(text.find(line), text.rfind(line)) << setting.name;
  }
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    EXPECT_LE(end - begin, 80U) << text.substr(begin, end - begin);
    begin = end + 1;
  }
}

}  // namespace
}  // namespace basalt::server
