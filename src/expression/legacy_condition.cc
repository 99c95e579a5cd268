// Expected, QueryFilter and ScanFilter, lowered to the tree that an expression would have made.
#include <deque>
#include <utility>

#include "basalt/expression/legacy.h"
#include "expression/bound.h"
#include "expression/legacy_operator.h"

namespace basalt::expression {
namespace {

// Grows a tree and its two tables, one attribute's condition at a time.
class Lowering {
 public:
  void add(const std::string& attribute, LegacyOperator op, std::span<const AttributeValue> values) {
    const Operand path = add_path(attribute);
    switch (op) {
      case LegacyOperator::kEq:
        return compare(Comparator::kEqual, path, values);
      case LegacyOperator::kNe:
        return compare(Comparator::kNotEqual, path, values);
      case LegacyOperator::kLe:
        return compare(Comparator::kLessOrEqual, path, values);
      case LegacyOperator::kLt:
        return compare(Comparator::kLess, path, values);
      case LegacyOperator::kGe:
        return compare(Comparator::kGreaterOrEqual, path, values);
      case LegacyOperator::kGt:
        return compare(Comparator::kGreater, path, values);
      case LegacyOperator::kNotNull:
        return push(Call{Function::kAttributeExists, {path}});
      case LegacyOperator::kNull:
        return push(Call{Function::kAttributeNotExists, {path}});
      case LegacyOperator::kContains:
        return push(Call{Function::kContains, {path, add_value(values[0])}});
      case LegacyOperator::kNotContains:
        return not_contains(path, values[0]);
      case LegacyOperator::kBeginsWith:
        return push(Call{Function::kBeginsWith, {path, add_value(values[0])}});
      case LegacyOperator::kIn:
        return in(path, values);
      case LegacyOperator::kBetween:
        return push(Between{path, add_value(values[0]), add_value(values[1])});
    }
  }

  // No condition at all is always met.
  Condition finish(ConditionalOperator op) {
    ConditionNode root;
    if (terms_.size() == 1) {
      root = std::move(terms_.front());
    } else if (op == ConditionalOperator::kAnd || terms_.empty()) {
      root.node = And{std::move(terms_)};
    } else {
      root.node = Or{std::move(terms_)};
    }
    references_.paths = std::make_shared<const Paths>(std::move(paths_));
    references_.owner = std::move(values_);
    return Condition(std::make_shared<const BoundCondition>(
        BoundCondition{std::make_shared<const ConditionNode>(std::move(root)), std::move(references_)}));
  }

 private:
  Operand add_path(const std::string& attribute) {
    paths_.push_back(DocumentPath::attribute(attribute));
    return Operand{PathRef{static_cast<uint32_t>(paths_.size() - 1)}};
  }
  Operand add_value(const AttributeValue& value) {
    references_.values.push_back(&values_->emplace_back(value));
    return Operand{ValueRef{static_cast<uint32_t>(references_.values.size() - 1)}};
  }

  template <class Node>
  void push(Node node) {
    terms_.push_back(ConditionNode{std::move(node)});
  }
  void compare(Comparator comparator, const Operand& path, std::span<const AttributeValue> values) {
    push(Comparison{comparator, path, add_value(values[0])});
  }
  // Unlike NOT contains(…), it does not hold for a missing attribute.
  void not_contains(const Operand& path, const AttributeValue& value) {
    And both;
    both.terms.push_back(ConditionNode{Call{Function::kAttributeExists, {path}}});
    Call contains{Function::kContains, {path, add_value(value)}};
    both.terms.push_back(ConditionNode{Not{std::make_unique<ConditionNode>(ConditionNode{std::move(contains)})}});
    push(std::move(both));
  }
  void in(const Operand& path, std::span<const AttributeValue> values) {
    In node{path, {}};
    for (const AttributeValue& value : values) node.candidates.push_back(add_value(value));
    push(std::move(node));
  }

  std::vector<ConditionNode> terms_;
  Paths paths_;
  BoundReferences references_;
  std::shared_ptr<std::deque<AttributeValue>> values_ = std::make_shared<std::deque<AttributeValue>>();
};

std::span<const AttributeValue> one_or_none(const std::optional<AttributeValue>& value) {
  return value ? std::span<const AttributeValue>(&*value, 1) : std::span<const AttributeValue>();
}

ApiResult<void> lower_comparison(const std::string& name, const ExpectedAttribute& expected, Lowering& lowering) {
  const std::string& op_name = *expected.comparison_operator;
  if (expected.exists) {
    return Failure{invalid_parameter("Exists and ComparisonOperator cannot be used together for Attribute: " + name)};
  }
  const LegacyOperator op = TRY(legacy_operator(op_name));
  const bool takes_values = op != LegacyOperator::kNull && op != LegacyOperator::kNotNull;
  if (takes_values && !expected.value && !expected.attribute_value_list) {
    return Failure{invalid_parameter("Value or AttributeValueList must be used with ComparisonOperator: " + op_name +
                                     " for Attribute: " + name)};
  }
  const auto values = expected.attribute_value_list ? std::span<const AttributeValue>(*expected.attribute_value_list)
                                                    : one_or_none(expected.value);
  TRY(check_arguments(op, values));
  lowering.add(name, op, values);
  return {};
}

// The form without an operator: the attribute has this value, or is not there.
ApiResult<void> lower_exists(const std::string& name, const ExpectedAttribute& expected, Lowering& lowering) {
  if (expected.attribute_value_list) {
    return Failure{
        invalid_parameter("AttributeValueList can only be used with a ComparisonOperator for Attribute: " + name)};
  }
  const bool exists = expected.exists.value_or(true);
  if (exists && !expected.value) {
    const std::string given = expected.exists ? "true" : "null";
    return Failure{invalid_parameter("Value must be provided when Exists is " + given + " for Attribute: " + name)};
  }
  if (!exists && expected.value) {
    return Failure{invalid_parameter("Value cannot be used when Exists is false for Attribute: " + name)};
  }
  lowering.add(name, exists ? LegacyOperator::kEq : LegacyOperator::kNull, one_or_none(expected.value));
  return {};
}

}  // namespace

ApiResult<Condition> lower_expected(const Named<ExpectedAttribute>& expected, ConditionalOperator op) {
  Lowering lowering;
  for (const auto& [name, attribute] : expected) {
    if (attribute.attribute_value_list && attribute.value) {
      return Failure{invalid_parameter("Value and AttributeValueList cannot be used together for Attribute: " + name)};
    }
    if (attribute.comparison_operator) {
      TRY(lower_comparison(name, attribute, lowering));
    } else {
      TRY(lower_exists(name, attribute, lowering));
    }
  }
  return lowering.finish(op);
}

ApiResult<Condition> lower_filter(const Named<LegacyCondition>& filter, ConditionalOperator op) {
  Lowering lowering;
  for (const auto& [name, condition] : filter) {
    const LegacyOperator comparison = TRY(legacy_operator(condition.comparison_operator));
    std::span<const AttributeValue> values;
    if (condition.attribute_value_list) values = *condition.attribute_value_list;
    TRY(check_arguments(comparison, values));
    lowering.add(name, comparison, values);
  }
  return lowering.finish(op);
}

}  // namespace basalt::expression
