// What a verification found, as text and as the JSON document that `basalt verify --json` prints and the administrative
// endpoint answers with (docs/operations.md).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "basalt/store/verification.h"

namespace basalt::server {

nlohmann::json verification_json(const store::Verification& verification);
// nullopt: not such a document.
std::optional<store::Verification> read_verification(const nlohmann::json& json);

// Lines: what was looked at, what is wrong, and last the verdict.
std::string verification_text(const store::Verification& verification);
// The verdict alone, without a line's end.
std::string verdict_of(const store::Verification& verification);

}  // namespace basalt::server
