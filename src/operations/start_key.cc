#include "operations/start_key.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/keys/key_codec.h"
#include "basalt/operations/key_checks.h"
#include "operations/index_key_checks.h"
#include "operations/key_range.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kInvalid = "The provided starting key is invalid";

Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }

Failure<ApiError> invalid() { return refused(std::string(kInvalid)); }
Failure<ApiError> invalid(std::string_view reason) {
  return refused(std::string(kInvalid).append(": ").append(reason));
}

// AWS's older value checks speak for themselves, the others get the sentence before them.
bool stands_alone(std::string_view message) {
  constexpr std::array<std::string_view, 5> kPhrases = {"contains duplicates", "number set", "numeric value",
                                                        "significant digits", "number with magnitude"};
  for (const std::string_view phrase : kPhrases) {
    if (message.find(phrase) != std::string_view::npos) return true;
  }
  return false;
}

ApiResult<void> check_element(const expression::KeyAttribute& attribute, const Item& start_key, bool is_partition) {
  const AttributeValue* value = start_key.find(attribute.name);
  if (value == nullptr) return invalid();
  if (value->type() != attribute.type) return Failure{key_schema_mismatch()};
  return check_key_attribute_value(attribute.name, *value, is_partition);
}

std::vector<AttributeValue> partition_of(const AccessPath& path, const Item& start_key) {
  std::vector<AttributeValue> values;
  for (const expression::KeyAttribute& attribute : path.key().partition)
    values.push_back(*start_key.find(attribute.name));
  return values;
}

ApiResult<void> check_table_key(const AccessPath& path, const Item& start_key) {
  Item key;
  for (const std::string& name : {path.table().partition_key().name,
                                  path.table().sort_key() == nullptr ? std::string() : path.table().sort_key()->name}) {
    const AttributeValue* value = name.empty() ? nullptr : start_key.find(name);
    if (value != nullptr) key.set(name, *value);
  }
  const ApiResult<void> checked = check_key(path.table(), key);
  if (!checked.ok()) return invalid(checked.error().message());
  return {};
}

bool within(const store::RowRange& range, const std::string& row) { return range.begin <= row && row < range.end; }

// Whether the start key lies where the condition allows.
ApiResult<void> check_boundaries(const AccessPath& path, const expression::KeyCondition& condition,
                                 const Item& start_key) {
  expression::KeyCondition own = condition;
  own.partition = partition_of(path, start_key);
  const bool same_partition = AccessPath::encode(own.partition) == AccessPath::encode(condition.partition);
  if (!condition.sort) {
    if (same_partition) return {};
    return refused("The provided starting key is outside query boundaries based on provided conditions");
  }
  if (!within(key_range(path, own), path.row_of(start_key))) {
    return refused("The provided starting key does not match the range key predicate");
  }
  if (!same_partition) return refused("The query can return at most one row and cannot be restarted");
  return {};
}

}  // namespace

ApiResult<void> check_start_key_values(const std::optional<Checked<Item>>& start_key) {
  if (!start_key || !start_key->error) return {};
  if (stands_alone(start_key->error->message())) return Failure{*start_key->error};
  return invalid(start_key->error->message());
}

ApiResult<void> check_start_key_partition(const AccessPath& path, const Item& start_key) {
  if (start_key.size() != path.start_key_attributes().size()) return invalid();
  for (const expression::KeyAttribute& attribute : path.key().partition) {
    TRY(check_element(attribute, start_key, true));
  }
  return {};
}

ApiResult<void> check_query_start_key(const AccessPath& path, const expression::KeyCondition& condition,
                                      const Item& start_key) {
  for (const expression::KeyAttribute& attribute : path.key().sort) TRY(check_element(attribute, start_key, false));
  TRY(check_table_key(path, start_key));
  return check_boundaries(path, condition, start_key);
}

ApiResult<void> check_scan_start_key_index(const AccessPath& path, const Item& start_key) {
  if (!path.is_index()) return {};
  TRY(check_start_key_partition(path, start_key));
  for (const expression::KeyAttribute& attribute : path.key().sort) TRY(check_element(attribute, start_key, false));
  return {};
}

ApiResult<void> check_scan_start_key_table(const AccessPath& path, const Item& start_key) {
  if (path.is_index()) return check_table_key(path, start_key);
  const ApiResult<void> checked = check_key(path.table(), start_key);
  if (!checked.ok()) return invalid(checked.error().message());
  return {};
}

ApiResult<void> check_start_key_segment(const AccessPath& path, const store::RowRange& segment_rows, int32_t segment,
                                        int32_t total_segments, const Item& start_key) {
  if (within(segment_rows, path.row_of(start_key))) return {};
  return invalid("Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: " +
                 std::to_string(total_segments) + " Segment: " + std::to_string(segment));
}

}  // namespace basalt::operations
