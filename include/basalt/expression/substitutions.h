// What a request passes beside its expressions: ExpressionAttributeNames and ExpressionAttributeValues.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "basalt/value/attribute_value.h"

namespace basalt::expression {

struct Substitutions {
  // nullopt: the parameter was absent; an empty map is refused by AWS and so is distinct.
  std::optional<std::map<std::string, std::string, std::less<>>> names;      // "#n" -> attribute name
  std::optional<std::map<std::string, AttributeValue, std::less<>>> values;  // ":v" -> value
};

}  // namespace basalt::expression
