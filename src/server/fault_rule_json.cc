#include "server/fault_rule_json.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

namespace basalt::server {
namespace {

using Json = nlohmann::json;
using wire::FaultRule;
using Checked = Result<void, std::string>;

constexpr int64_t kMaxMs = 3'600'000;

template <class Value>
using Names = std::pair<std::string_view, Value>;

constexpr std::array<Names<wire::ErrorFault>, 6> kErrors = {{
    {"ProvisionedThroughputExceededException", wire::ErrorFault::kProvisionedThroughputExceeded},
    {"ThrottlingException", wire::ErrorFault::kThrottling},
    {"RequestLimitExceeded", wire::ErrorFault::kRequestLimitExceeded},
    {"TransactionConflictException", wire::ErrorFault::kTransactionConflict},
    {"InternalServerError", wire::ErrorFault::kInternalServerError},
    {"ServiceUnavailable", wire::ErrorFault::kServiceUnavailable},
}};
constexpr std::array<Names<wire::Ending>, 2> kDamages = {{
    {"truncate", wire::Ending::kTruncated},
    {"crc32", wire::Ending::kWrongCrc32},
}};

template <class List>
auto value_of(const List& list, const Json& name) -> std::optional<decltype(list.front().second)> {
  if (!name.is_string()) return std::nullopt;
  for (const auto& [known, value] : list) {
    if (known == name.get_ref<const std::string&>()) return value;
  }
  return std::nullopt;
}

template <class List, class Value>
std::string_view name_of(const List& list, const Value& value) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.second == value; });
  return found == list.end() ? std::string_view() : found->first;
}

template <class List>
Failure<std::string> one_of(std::string_view key, const List& list) {
  std::string text = std::string(key) + " is one of:";
  for (const auto& entry : list) text.append(&entry == &list.front() ? " " : ", ").append(entry.first);
  return Failure{std::move(text)};
}

bool is_count(const Json& json) { return json.is_number_integer() && (json.is_number_unsigned() || json >= 0); }
bool is_share(const Json& json) { return json.is_number() && json >= 0.0 && json <= 1.0; }
bool is_ms(const Json& json) { return is_count(json) && json <= kMaxMs; }
std::chrono::milliseconds ms_of(const Json& json) { return std::chrono::milliseconds(json.get<int64_t>()); }

// Which requests.

Checked read_actions(FaultRule& rule, const Json& json) {
  if (json == "*") return {};
  const Json list = json.is_string() ? Json::array({json}) : json;
  if (!list.is_array() || list.empty()) return Failure{std::string("action is a name, a list of names or \"*\"")};
  for (const Json& name : list) {
    const std::string text = name.is_string() ? name.get<std::string>() : std::string();
    const bool known = !wire::action_name("DynamoDB_20120810." + text).empty() ||
                       !wire::action_name("DynamoDBStreams_20120810." + text).empty();
    if (!known) return Failure{"action: there is no " + name.dump()};
    rule.actions.push_back(text);
  }
  return {};
}

Checked read_table(FaultRule& rule, const Json& json) {
  if (!json.is_string() || json.get_ref<const std::string&>().empty()) {
    return Failure{std::string("table is a name, in which * stands for any text")};
  }
  rule.table = json.get<std::string>();
  return {};
}

Checked read_probability(FaultRule& rule, const Json& json) {
  if (!is_share(json)) return Failure{std::string("probability is a number from 0 to 1")};
  rule.probability = json.get<double>();
  return {};
}

template <auto Member>
Checked read_count(FaultRule& rule, const Json& json) {
  if (!is_count(json)) return Failure{std::string("count, skip and seed are whole numbers, at least 0")};
  rule.*Member = json.get<uint64_t>();
  return {};
}

// What happens to them.

Checked read_error(FaultRule& rule, const Json& json) {
  const auto error = value_of(kErrors, json);
  if (!error) return one_of("error", kErrors);
  rule.fault = *error;
  return {};
}

Checked read_latency(FaultRule& rule, const Json& json) {
  const bool range = json.is_object() && json.size() == 2 && json.contains("min") && json.contains("max");
  const Json& min = range ? json["min"] : json;
  const Json& max = range ? json["max"] : json;
  if (!is_ms(min) || !is_ms(max) || max < min) {
    return Failure{std::string("latency_ms is a number, or {\"min\": ..., \"max\": ...}, up to an hour")};
  }
  rule.fault = wire::DelayFault{ms_of(min), ms_of(max)};
  return {};
}

Checked read_reset(FaultRule& rule, const Json& json) {
  if (json == "before") {
    rule.fault = wire::ResetFault{};
  } else if (json == "after") {
    rule.fault = wire::EndingFault{wire::Ending::kReset};
  } else {
    return Failure{std::string("reset_connection is one of: before, after")};
  }
  return {};
}

Checked read_damage(FaultRule& rule, const Json& json) {
  const auto ending = value_of(kDamages, json);
  if (!ending) return one_of("damage_answer", kDamages);
  rule.fault = wire::EndingFault{*ending};
  return {};
}

Checked read_unprocessed(FaultRule& rule, const Json& json) {
  if (!is_share(json) || json == 0) return Failure{std::string("unprocessed is a share, above 0 and up to 1")};
  rule.fault = wire::UnprocessedFault{json.get<double>()};
  return {};
}

Checked read_stream_lag(FaultRule& rule, const Json& json) {
  if (!is_ms(json)) return Failure{std::string("stream_lag_ms is a number up to an hour")};
  rule.fault = wire::StreamLagFault{ms_of(json)};
  return {};
}

struct Member {
  std::string_view name;
  bool is_fault;
  Checked (*read)(FaultRule& rule, const Json& json);
};
constexpr Member kMembers[] = {
    {"action", false, read_actions},
    {"table", false, read_table},
    {"probability", false, read_probability},
    {"count", false, read_count<&FaultRule::count>},
    {"skip", false, read_count<&FaultRule::skip>},
    {"seed", false, read_count<&FaultRule::seed>},
    {"error", true, read_error},
    {"latency_ms", true, read_latency},
    {"reset_connection", true, read_reset},
    {"damage_answer", true, read_damage},
    {"unprocessed", true, read_unprocessed},
    {"stream_lag_ms", true, read_stream_lag},
};

struct FaultWriter {
  Json& json;

  void operator()(wire::ErrorFault error) const { json["error"] = name_of(kErrors, error); }
  void operator()(const wire::DelayFault& delay) const {
    json["latency_ms"] = {{"min", delay.min.count()}, {"max", delay.max.count()}};
  }
  void operator()(wire::ResetFault) const { json["reset_connection"] = "before"; }
  void operator()(const wire::EndingFault& fault) const {
    if (fault.ending == wire::Ending::kReset) {
      json["reset_connection"] = "after";
    } else {
      json["damage_answer"] = name_of(kDamages, fault.ending);
    }
  }
  void operator()(const wire::UnprocessedFault& fault) const { json["unprocessed"] = fault.share; }
  void operator()(const wire::StreamLagFault& fault) const { json["stream_lag_ms"] = fault.lag.count(); }
};

}  // namespace

Result<FaultRule, std::string> read_fault_rule(const Json& json) {
  if (!json.is_object()) return Failure{std::string("a rule is an object")};
  FaultRule rule;
  size_t faults = 0;
  for (const auto& [name, value] : json.items()) {
    const auto member = std::find_if(std::begin(kMembers), std::end(kMembers),
                                     [&name = name](const Member& known) { return known.name == name; });
    if (member == std::end(kMembers)) return Failure{"a rule has no " + Json(name).dump()};
    TRY(member->read(rule, value));
    faults += static_cast<size_t>(member->is_fault);
  }
  if (faults == 1) return rule;
  return Failure{
      std::string("a rule has exactly one of: error, latency_ms, reset_connection, damage_answer, "
                  "unprocessed, stream_lag_ms")};
}

Json write_fault_report(const wire::FaultRules::Report& report) {
  const FaultRule& rule = report.rule;
  Json json{{"table", rule.table}, {"probability", rule.probability}, {"seed", rule.seed}, {"skip", rule.skip}};
  json["action"] = rule.actions.empty() ? Json("*") : Json(rule.actions);
  if (rule.count) json["count"] = *rule.count;
  std::visit(FaultWriter{json}, rule.fault);
  json["requests"] = report.requests;
  json["hits"] = report.hits;
  return json;
}

}  // namespace basalt::server
