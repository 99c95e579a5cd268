#include "operations/key_range.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"

namespace basalt::operations {
namespace {

// Row prefixes begin with a table's number, which is never all ones, so there always is an end.
std::string end_of(std::string_view prefix) {
  std::string end = keys::prefix_end(prefix);
  CHECK(!end.empty());
  return end;
}

std::string with(const std::string& prefix, const AttributeValue& value) {
  std::string row = prefix;
  keys::encode(value, row);
  return row;
}

store::RowRange all_of(const std::string& prefix) { return {prefix, end_of(prefix)}; }

store::RowRange sort_range(const std::string& prefix, const expression::SortCondition& condition) {
  using Operator = expression::SortCondition::Operator;
  switch (condition.op) {
    case Operator::kEqual:
      return all_of(with(prefix, condition.value));
    case Operator::kLess:
      return {prefix, with(prefix, condition.value)};
    case Operator::kLessOrEqual:
      return {prefix, end_of(with(prefix, condition.value))};
    case Operator::kGreater:
      return {end_of(with(prefix, condition.value)), end_of(prefix)};
    case Operator::kGreaterOrEqual:
      return {with(prefix, condition.value), end_of(prefix)};
    case Operator::kBetween:
      return {with(prefix, condition.value), end_of(with(prefix, condition.upper))};
    case Operator::kBeginsWith: {
      std::string begin = prefix;
      keys::encode_prefix(condition.value, begin);
      return all_of(begin);
    }
  }
  CHECK(false);
}

}  // namespace

store::RowRange key_range(const AccessPath& path, const expression::KeyCondition& condition) {
  std::string prefix = keys::collection_prefix(path.space(), AccessPath::encode(condition.partition));
  prefix.append(AccessPath::encode(condition.sort_equal));
  return condition.sort ? sort_range(prefix, *condition.sort) : all_of(prefix);
}

store::RowRange segment_range(uint64_t space, uint32_t segment, uint32_t total) {
  CHECK(segment < total);
  const auto boundary = [&](uint32_t index) {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(index) << 64) / total);
  };
  return {segment == 0 ? keys::space_begin(space) : keys::hash_position(space, boundary(segment)),
          segment + 1 == total ? keys::space_end(space) : keys::hash_position(space, boundary(segment + 1))};
}

void start_after(const std::string& row, engine::Direction direction, store::RowRange& range) {
  if (direction == engine::Direction::kForward) {
    range.begin = std::max(range.begin, row + '\0');
  } else {
    range.end = std::min(range.end, row);
  }
}

}  // namespace basalt::operations
