// KeyConditions, lowered to the same terms as a KeyConditionExpression.
#include <algorithm>
#include <vector>

#include "basalt/expression/legacy.h"
#include "expression/key_condition_terms.h"
#include "expression/legacy_operator.h"

namespace basalt::expression {
namespace {

KeyOperator key_operator(LegacyOperator op) {
  switch (op) {
    case LegacyOperator::kEq:
      return KeyOperator::kEqual;
    case LegacyOperator::kLe:
      return KeyOperator::kLessOrEqual;
    case LegacyOperator::kLt:
      return KeyOperator::kLess;
    case LegacyOperator::kGe:
      return KeyOperator::kGreaterOrEqual;
    case LegacyOperator::kGt:
      return KeyOperator::kGreater;
    case LegacyOperator::kBeginsWith:
      return KeyOperator::kBeginsWith;
    case LegacyOperator::kBetween:
      return KeyOperator::kBetween;
    default:
      return KeyOperator::kNotIndexable;
  }
}

// Views into conditions.
ApiResult<std::vector<KeyTerm>> terms_of(const Named<LegacyCondition>& conditions) {
  std::vector<KeyTerm> terms;
  for (const auto& [name, condition] : conditions) {
    const LegacyOperator op = TRY(legacy_operator(condition.comparison_operator));
    std::span<const AttributeValue> values;
    if (condition.attribute_value_list) values = *condition.attribute_value_list;
    TRY(check_arguments(op, values));
    KeyTerm term{name, key_operator(op), {}};
    for (const AttributeValue& value : values) term.values.push_back(&value);
    terms.push_back(std::move(term));
  }
  if (terms.empty() || terms.size() > kMaxKeyConditions) return Failure{wrong_number_of_key_conditions()};
  return terms;
}

}  // namespace

ApiResult<void> check_key_conditions(const Named<LegacyCondition>& conditions) {
  TRY(terms_of(conditions));
  return {};
}

ApiResult<KeyCondition> lower_key_conditions(const Named<LegacyCondition>& conditions, const KeySchemaView& schema) {
  const auto terms = TRY(terms_of(conditions));
  // A table's key has two attributes at most, an index's may have more.
  const size_t most = std::max<size_t>(2, schema.partition.size() + schema.sort.size());
  if (terms.size() > most) return Failure{wrong_number_of_key_conditions()};
  return match_schema(terms, schema);
}

}  // namespace basalt::expression
