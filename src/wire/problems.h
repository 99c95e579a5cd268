// Problems: what decoding one request found wrong, in the order AWS reports it: the first wrong JSON type, else the
// first missing parameter that has a text of its own, else up to ten constraint violations in one message.
//
// One request, one thread. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/error/api_error.h"

namespace basalt::wire {

// Where a member stands in the request, as constraint messages print it: "keySchema.1.member.keyType",
// "expected.price.member.comparisonOperator". A chain of frames on the stack; text is made only for a message.
class Path {
 public:
  Path() = default;
  Path member(std::string_view name) const { return Path(this, Kind::kMember, name, 0); }
  Path list_member(size_t index) const { return Path(this, Kind::kListMember, {}, index); }
  Path map_member(std::string_view key) const { return Path(this, Kind::kMapMember, key, 0); }
  std::string text() const;

 private:
  enum class Kind { kRoot, kMember, kListMember, kMapMember };
  Path(const Path* parent, Kind kind, std::string_view name, size_t index)
      : parent_(parent), name_(name), index_(index), kind_(kind) {}
  void append_to(std::string& out) const;

  const Path* parent_ = nullptr;
  std::string_view name_;
  size_t index_ = 0;
  Kind kind_ = Kind::kRoot;
};

class Problems {
 public:
  // SerializationException with this text; the first one counts, and decoding may stop.
  void wrong_type(std::string text);
  bool stopped() const { return wrong_type_.has_value(); }

  // "The parameter 'TableName' is required but was not present in the request"; the first one counts.
  void missing_parameter(std::string_view name);
  // Some other ValidationException that AWS reports before the violations; the first one counts.
  void refuse(std::string text);

  // value: as the message prints it, without quotes; nullopt prints null.
  void violation(const std::optional<std::string>& value, const Path& path, std::string_view constraint);
  void null_member(const Path& path) { violation(std::nullopt, path, "Member must not be null"); }

  // What the client is told; nullopt when nothing is wrong.
  std::optional<ApiError> error() const;

 private:
  static constexpr size_t kMaxViolations = 10;
  std::optional<std::string> wrong_type_;
  std::optional<std::string> refusal_;
  std::vector<std::string> violations_;
};

}  // namespace basalt::wire
