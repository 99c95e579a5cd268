#include "server/admin_faults.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "basalt/base/log.h"
#include "server/admin_json.h"
#include "server/fault_rule_json.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;
using wire::FaultRules;

constexpr std::string_view kUsage = "exactly one of: add, a list of rules; set, a list of rules; reset, true";

http::AdminAnswer show(const FaultRules& rules) {
  Json shown = Json::array();
  for (const FaultRules::Report& report : rules.report()) shown.push_back(write_fault_report(report));
  return {200, Json{{"rules", std::move(shown)}}.dump()};
}

// All of them, or none.
Result<std::vector<wire::FaultRule>, std::string> read_rules(const Json& list) {
  std::vector<wire::FaultRule> rules;
  for (size_t i = 0; i < list.size(); ++i) {
    auto rule = read_fault_rule(list[i]);
    if (!rule.ok()) return Failure{"rule " + std::to_string(i) + ": " + rule.error()};
    rules.push_back(*std::move(rule));
  }
  return rules;
}

http::AdminAnswer reset(FaultRules& rules) {
  rules.reset();
  return show(rules);
}

http::AdminAnswer change(FaultRules& rules, std::string_view body) {
  const Json request = Json::parse(body, nullptr, false);
  if (!request.is_object() || request.size() != 1) return bad_request(kUsage);
  const std::string& how = request.begin().key();
  const Json& value = request.begin().value();
  if (how == "reset" && value == true) return reset(rules);
  if ((how != "add" && how != "set") || !value.is_array()) return bad_request(kUsage);
  auto given = read_rules(value);
  if (!given.ok()) return bad_request(given.error());
  const bool done = how == "add" ? rules.add(*std::move(given)) : rules.set(*std::move(given));
  if (!done) return bad_request("at most " + std::to_string(FaultRules::kMaxRules) + " rules");
  log::warning("fault rules were changed", {{"rules", static_cast<int64_t>(rules.report().size())}});
  return show(rules);
}

}  // namespace

AdminResource faults_resource(FaultRules& rules) {
  return {"faults", [&rules] { return show(rules); }, [&rules](std::string_view body) { return change(rules, body); },
          [&rules] { return reset(rules); }};
}

}  // namespace basalt::server
