// Strings, blobs, booleans and numbers, and the constraints on them.
#include <algorithm>
#include <cmath>

#include "basalt/value/dynamodb_json.h"
#include "wire/json_types.h"
#include "wire/object_reader.h"

namespace basalt::wire {
namespace {

constexpr std::string_view kTableName = "TableName";
constexpr size_t kMaxTableNameLength = 255;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

bool is_base64_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

size_t characters(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string bound(std::string_view text, auto limit) { return std::string(text).append(std::to_string(limit)); }

// Numbers with a fraction are cut, numbers out of range stop at the range's end, as Java's conversions do.
bool read_integer(Element element, int64_t min, int64_t max, std::string_view java_type, int64_t& out,
                  Problems& problems) {
  if (int64_t value = 0; element.get_int64().get(value) == simdjson::SUCCESS) {
    out = std::clamp(value, min, max);
  } else if (element.is_uint64()) {
    out = max;
  } else if (double fraction = 0; element.is_double() && element.get_double().get(fraction) == simdjson::SUCCESS) {
    const double whole = std::floor(fraction);
    out = whole >= static_cast<double>(max)   ? max
          : whole <= static_cast<double>(min) ? min
                                              : static_cast<int64_t>(whole);
  } else {
    problems.wrong_type(json_types::not_a_scalar(element, java_type));
    return false;
  }
  return true;
}

template <class Integer>
void checked_integer(Element element, std::string_view java_type, const Path& path, const IntegerRule& rule,
                     std::optional<Integer>& out, Problems& problems) {
  int64_t value = 0;
  if (!read_integer(element, std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max(), java_type, value,
                    problems)) {
    return;
  }
  if (value < rule.min) {
    problems.violation(std::to_string(value), path,
                       bound("Member must have value greater than or equal to ", rule.min));
  }
  if (value > rule.max) {
    problems.violation(std::to_string(value), path, bound("Member must have value less than or equal to ", rule.max));
  }
  out = static_cast<Integer>(value);
}

}  // namespace

const Pattern kNamePattern{"[a-zA-Z0-9_.-]+", [](std::string_view text) {
                             return !text.empty() && std::all_of(text.begin(), text.end(), is_name_character);
                           }};

bool read_string(Element element, std::string& out, Problems& problems) {
  std::string_view text;
  if (element.get_string().get(text) != simdjson::SUCCESS) {
    problems.wrong_type(json_types::not_a_scalar(element, "String"));
    return false;
  }
  out = std::string(text);
  return true;
}

bool read_blob(Element element, std::string& out, Problems& problems) {
  std::string_view text;
  if (element.get_string().get(text) != simdjson::SUCCESS) {
    problems.wrong_type(std::string(element.is_array()    ? "Unrecognized collection type class java.nio.ByteBuffer"
                                    : element.is_object() ? json_types::kStructureNotExpected
                                                          : json_types::kNotBase64String));
    return false;
  }
  if (read_base64(text, out)) return true;
  const auto foreign = std::find_if_not(text.begin(), text.end(), is_base64_character);
  if (text.size() % 4 != 0) {
    problems.wrong_type(bound("Base64 encoded length is expected a multiple of 4 bytes but found: ", text.size()));
  } else if (foreign != text.end()) {
    problems.wrong_type("Invalid base 64 character: '" + std::string(1, *foreign) + "'");
  } else {
    problems.wrong_type("Invalid last non-pad Base64 character dectected");
  }
  return false;
}

bool read_boolean(Element element, bool& out, Problems& problems) {
  if (element.get_bool().get(out) == simdjson::SUCCESS) return true;
  std::string_view text;
  if (element.get_string().get(text) != simdjson::SUCCESS) {
    problems.wrong_type(json_types::not_a_scalar(element, "Boolean"));
    return false;
  }
  std::string upper(text.substr(0, 8));
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  out = upper == "TRUE" || upper == "1" || upper == "YES";
  if (out || upper == "FALSE" || upper == "0" || upper == "NO") return true;
  problems.wrong_type(std::string(json_types::kUnexpectedToken));
  return false;
}

void check_string(std::string_view value, const Path& path, const StringRule& rule, Problems& problems) {
  const size_t length = characters(value);
  // An empty string breaks its minimum length alone.
  const bool too_short = length < rule.min_length;
  if (rule.pattern.matches && !rule.pattern.matches(value) && !(value.empty() && too_short)) {
    problems.violation(std::string(value), path,
                       "Member must satisfy regular expression pattern: " + std::string(rule.pattern.text));
  }
  if (too_short) {
    problems.violation(std::string(value), path,
                       bound("Member must have length greater than or equal to ", rule.min_length));
  }
  if (length > rule.max_length) {
    problems.violation(std::string(value), path,
                       bound("Member must have length less than or equal to ", rule.max_length));
  }
}

void ObjectReader::string(std::string_view name, std::optional<std::string>& out, const StringRule& rule) {
  const auto element = find_or_report(name, rule.required);
  std::string value;
  if (!element || !read_string(*element, value, problems_)) return;
  check_string(value, path_.member(name), rule, problems_);
  out = std::move(value);
}

void ObjectReader::string(std::string_view name, std::string& out, const StringRule& rule) {
  std::optional<std::string> value;
  string(name, value, rule);
  if (value) out = *std::move(value);
}

void ObjectReader::check_table_name(std::string_view name, size_t min_length) {
  constexpr size_t kMaxArnLength = 1024;
  const bool is_arn = name.starts_with("arn:");
  const StringRule name_rule{.min_length = min_length, .max_length = kMaxTableNameLength, .pattern = kNamePattern};
  check_string(name, path_.member(kTableName), is_arn ? StringRule{.max_length = kMaxArnLength} : name_rule, problems_);
}

void ObjectReader::table_name(std::string& out) {
  std::optional<std::string> name;
  string(kTableName, name, {.required = true});
  if (!name) return;
  check_table_name(*name, 1);
  out = *std::move(name);
}

void ObjectReader::control_plane_table_name(std::string& out) {
  std::optional<std::string> name;
  optional_table_name(name);
  if (!name) return problems_.missing_parameter(kTableName);
  out = *std::move(name);
}

void ObjectReader::optional_table_name(std::optional<std::string>& out) {
  constexpr size_t kMinLength = 3;
  string(kTableName, out);
  if (out) check_table_name(*out, kMinLength);
}

void ObjectReader::integer(std::string_view name, std::optional<int32_t>& out, const IntegerRule& rule) {
  if (const auto element = find_or_report(name, rule.required)) {
    checked_integer(*element, "Integer", path_.member(name), rule, out, problems_);
  }
}

void ObjectReader::integer(std::string_view name, std::optional<int64_t>& out, const IntegerRule& rule) {
  if (const auto element = find_or_report(name, rule.required)) {
    checked_integer(*element, "Long", path_.member(name), rule, out, problems_);
  }
}

void ObjectReader::boolean(std::string_view name, std::optional<bool>& out) {
  bool value = false;
  if (const auto element = find(name); element && read_boolean(*element, value, problems_)) out = value;
}

void ObjectReader::boolean(std::string_view name, bool& out) {
  std::optional<bool> value;
  boolean(name, value);
  if (value) out = *value;
}

}  // namespace basalt::wire
