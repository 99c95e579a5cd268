#include "server/admin_insights.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basalt/store/table.h"
#include "basalt/value/dynamodb_json.h"
#include "server/admin_json.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;
using Rule = store::KeyInsights::Rule;

constexpr std::string_view kUsage =
    "table, a name; and if wanted index, a name; scope, a name; minutes, 1 to 60; contributors, 1 to 25";
constexpr size_t kMaxMinutes = 60;
constexpr size_t kMaxContributors = 25;

struct Wanted {
  std::optional<std::string> table;  // nullopt: all
  std::optional<std::string> index;
  std::string scope;
  size_t minutes = 5;
  size_t contributors = 10;
};

// False: not what is expected.
bool read_count(const Json& value, size_t max, size_t& out) {
  if (!value.is_number_unsigned()) return false;
  const auto count = value.get<uint64_t>();
  out = static_cast<size_t>(count);
  return count >= 1 && count <= max;
}

bool read_text(const Json& value, std::string& out) {
  if (value.is_string()) out = value.get<std::string>();
  return value.is_string();
}

bool read_member(const std::string& name, const Json& value, Wanted& wanted) {
  if (name == "table") return read_text(value, wanted.table.emplace());
  if (name == "index") return read_text(value, wanted.index.emplace());
  if (name == "scope") return read_text(value, wanted.scope);
  if (name == "minutes") return read_count(value, kMaxMinutes, wanted.minutes);
  if (name == "contributors") return read_count(value, kMaxContributors, wanted.contributors);
  return false;
}

std::optional<Wanted> read_wanted(std::string_view body) {
  const Json request = Json::parse(body, nullptr, false);
  if (!request.is_object()) return std::nullopt;
  Wanted wanted;
  for (const auto& [name, value] : request.items()) {
    if (!read_member(name, value, wanted)) return std::nullopt;
  }
  if (!wanted.table) return std::nullopt;
  return wanted;
}

// The key as a request would name it.
Json write_key(const std::vector<AttributeValue>& key, const store::KeySchema& schema) {
  std::vector<std::string> names = schema.partition;
  names.insert(names.end(), schema.sort.begin(), schema.sort.end());
  Json shown = Json::object();
  for (size_t i = 0; i < key.size(); ++i) {
    std::string text;
    write_json(key[i], text);
    shown[names[i]] = Json::parse(text);
  }
  return shown;
}

Json write_rule(const store::KeyInsights& insights, Rule rule, std::string_view figure, const store::KeySchema& schema,
                const Wanted& wanted) {
  Json minutes = Json::array();
  for (const store::KeyInsights::Minute& minute : insights.report(rule)) {
    if (minutes.size() == wanted.minutes) break;
    Json contributors = Json::array();
    for (const store::KeyInsights::Contributor& contributor : minute.contributors) {
      if (contributors.size() == wanted.contributors) break;
      contributors.push_back({{"key", write_key(contributor.key, schema)},
                              {figure, contributor.value},
                              {"overestimate", contributor.overestimate}});
    }
    minutes.push_back({{"minute", minute.starts_seconds}, {"total", minute.total}, {"contributors", contributors}});
  }
  return minutes;
}

struct Owner {
  const store::Table& table;
  const std::string* index = nullptr;  // null: the table itself
  const store::KeyCounting& counting;
  const store::KeySchema& schema;
};

Json write_owner(const Owner& owner, const Wanted& wanted) {
  constexpr std::string_view kUnits = "ConsumedThroughputUnits";
  constexpr std::string_view kThrottles = "ThrottleCount";
  const store::KeyInsights& insights = *owner.counting.insights;
  Json shown{{"table", owner.table.name()}};
  if (!owner.table.definition().scope.empty()) shown["scope"] = owner.table.definition().scope;
  if (owner.index != nullptr) shown["index"] = *owner.index;
  const auto add = [&](const char* name, Rule rule, std::string_view figure) {
    shown[name] = write_rule(insights, rule, figure, owner.schema, wanted);
  };
  const bool sorted = !owner.schema.sort.empty();
  if (owner.counting.accesses) add("most_accessed_partition_keys", Rule::kAccessedPartitionKeys, kUnits);
  if (owner.counting.accesses && sorted) add("most_accessed_keys", Rule::kAccessedKeys, kUnits);
  add("most_throttled_partition_keys", Rule::kThrottledPartitionKeys, kThrottles);
  if (sorted) add("most_throttled_keys", Rule::kThrottledKeys, kThrottles);
  return shown;
}

void add_table(const store::Table& table, const Wanted& wanted, Json& reports) {
  const auto add = [&](const Owner& owner) {
    if (owner.counting.insights != nullptr) reports.push_back(write_owner(owner, wanted));
  };
  if (!wanted.index) add({table, nullptr, table.key_counting(), table.definition().key_schema});
  for (const store::GlobalIndex& index : table.definition().global_indexes) {
    const store::IndexLayout* layout = table.index(index.name);  // null while it is being deleted
    if (layout == nullptr || (wanted.index && *wanted.index != index.name)) continue;
    add({table, &index.name, layout->key_counting(), index.key_schema});
  }
}

http::AdminAnswer show_all(const store::Catalog& catalog) {
  Json reports = Json::array();
  const auto tables = catalog.select([](const store::TableDefinition&) { return true; });
  for (const store::TableRef& table : tables) {
    if (table->counts_keys()) add_table(*table, Wanted{}, reports);
  }
  return {200, Json{{"reports", std::move(reports)}}.dump()};
}

http::AdminAnswer show_one(const store::Catalog& catalog, std::string_view body) {
  const auto wanted = read_wanted(body);
  if (!wanted) return bad_request(kUsage);
  const store::TableRef table = catalog.find(wanted->scope, *wanted->table);
  if (table == nullptr) return bad_request("no such table: " + *wanted->table);
  Json reports = Json::array();
  add_table(*table, *wanted, reports);
  return {200, Json{{"reports", std::move(reports)}}.dump()};
}

}  // namespace

AdminResource insights_resource(const store::Catalog& catalog) {
  return {"contributor-insights", [&catalog] { return show_all(catalog); },
          [&catalog](std::string_view body) { return show_one(catalog, body); }};
}

}  // namespace basalt::server
