#include "server/seed_file.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace basalt::server {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kItems = "Items";
constexpr std::string_view kTimeToLive = "TimeToLiveSpecification";
// An item with its 32 levels of nesting needs about 70; anything deeper is refused before it can cost a stack.
constexpr int kMaxDepth = 100;
constexpr const char* kTooDeep = "nested too deeply";

Result<Json, std::string> parse(std::string_view text, const std::string& place) {
  bool too_deep = false;
  const auto watch_depth = [&too_deep](int depth, Json::parse_event_t, const Json&) {
    too_deep |= depth > kMaxDepth;
    return !too_deep;
  };
  try {
    Json json = Json::parse(text, watch_depth);
    if (too_deep) return Failure{place + kTooDeep};
    return json;
  } catch (const Json::exception& exception) {
    return Failure{place + (too_deep ? kTooDeep : exception.what())};
  }
}

Result<SeedTable, std::string> read_table(Json json, std::string place) {
  if (!json.is_object()) return Failure{place + ": not an object"};
  const auto name = json.find("TableName");
  if (name == json.end() || !name->is_string()) return Failure{place + ": no TableName"};
  SeedTable table{.place = std::move(place), .table_name = name->get<std::string>()};
  const Json items = json.value(std::string(kItems), Json::array());
  if (!items.is_array()) return Failure{table.place + ".Items: not an array"};
  for (const Json& item : items) {
    table.put_requests.push_back(Json{{"TableName", table.table_name}, {"Item", item}}.dump());
  }
  const auto time_to_live = json.find(std::string(kTimeToLive));
  if (time_to_live != json.end()) {
    table.time_to_live_request = Json{{"TableName", table.table_name}, {kTimeToLive, *time_to_live}}.dump();
  }
  json.erase(std::string(kItems));
  json.erase(std::string(kTimeToLive));
  table.create_request = json.dump();
  return table;
}

// Whether the text is a table on each line rather than one document.
bool has_table_on_first_line(std::string_view text) {
  const Json first = Json::parse(text.substr(0, text.find('\n')), nullptr, false);
  return first.is_object() && first.contains("TableName");
}

Result<std::vector<SeedTable>, std::string> read_lines(std::string_view text) {
  std::vector<SeedTable> tables;
  for (size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string place = "line " + std::to_string(number);
    tables.push_back(TRY(read_table(TRY(parse(line, place + ": ")), place)));
  }
  return tables;
}

}  // namespace

Result<std::vector<SeedTable>, std::string> read_seed_file(std::string_view text) {
  if (has_table_on_first_line(text)) return read_lines(text);
  Json document = TRY(parse(text, ""));
  const bool has_tables = document.is_object() && document.contains("Tables") && document["Tables"].is_array();
  if (!has_tables) return Failure{std::string("expected {\"Tables\": [...]}, or a table on each line")};
  std::vector<SeedTable> tables;
  for (Json& table : document["Tables"]) {
    std::string place = "Tables[" + std::to_string(tables.size()) + "]";
    tables.push_back(TRY(read_table(std::move(table), std::move(place))));
  }
  return tables;
}

}  // namespace basalt::server
