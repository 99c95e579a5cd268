// The parts of an Amazon Resource Name: arn:partition:service:region:account:resource.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#pragma once

#include <optional>
#include <string_view>

namespace basalt::operations {

// Views into the text it was made from.
struct Arn {
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  std::string_view resource;  // may hold colons
};

// nullopt: not an ARN.
std::optional<Arn> parse_arn(std::string_view text);

}  // namespace basalt::operations
