// A fault rule as the administrative endpoint takes and shows it (docs/administration.md).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "basalt/base/result.h"
#include "basalt/wire/fault_rules.h"

namespace basalt::server {

// The error says what was expected.
Result<wire::FaultRule, std::string> read_fault_rule(const nlohmann::json& json);

// The rule as it was given, with what it has done so far.
nlohmann::json write_fault_report(const wire::FaultRules::Report& report);

}  // namespace basalt::server
