#include "expression/partiql_key_terms.h"

#include <algorithm>
#include <utility>

namespace basalt::expression::partiql {
namespace {

// `:v < sk` means `sk > :v`.
Comparator mirrored(Comparator comparator) {
  switch (comparator) {
    case Comparator::kLess:
      return Comparator::kGreater;
    case Comparator::kLessOrEqual:
      return Comparator::kGreaterOrEqual;
    case Comparator::kGreater:
      return Comparator::kLess;
    case Comparator::kGreaterOrEqual:
      return Comparator::kLessOrEqual;
    default:
      return comparator;
  }
}

std::optional<SortCondition::Operator> sort_operator(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual:
      return SortCondition::Operator::kEqual;
    case Comparator::kLess:
      return SortCondition::Operator::kLess;
    case Comparator::kLessOrEqual:
      return SortCondition::Operator::kLessOrEqual;
    case Comparator::kGreater:
      return SortCondition::Operator::kGreater;
    case Comparator::kGreaterOrEqual:
      return SortCondition::Operator::kGreaterOrEqual;
    case Comparator::kNotEqual:
      break;
  }
  return std::nullopt;
}

template <class Chain>
ConditionNode clone_chain(const Chain& chain) {
  Chain copy;
  for (const ConditionNode& term : chain.terms) copy.terms.push_back(clone(term));
  return ConditionNode{std::move(copy)};
}

bool operand_mentions(const Operand& operand, std::string_view attribute, const BoundReferences& references) {
  bool found = false;
  for_each_reference(
      operand, [&](PathRef path) { found = found || references.path(path).top() == attribute; }, [](ValueRef) {});
  return found;
}

}  // namespace

bool KeyTerms::names(const Operand& operand, std::string_view attribute) const {
  const auto* path = std::get_if<PathRef>(&operand.term);
  if (path == nullptr) return false;
  const DocumentPath& resolved = references_.path(*path);
  return resolved.elements.size() == 1 && resolved.top() == attribute;
}

const AttributeValue* KeyTerms::value(const Operand& operand) const {
  const auto* reference = std::get_if<ValueRef>(&operand.term);
  return reference == nullptr ? nullptr : &references_.value(*reference);
}

std::optional<ValueComparison> KeyTerms::comparison(const ConditionNode& leaf, std::string_view attribute) const {
  const auto* comparison = std::get_if<Comparison>(&leaf.node);
  if (comparison == nullptr) return std::nullopt;
  if (names(comparison->left, attribute)) {
    const AttributeValue* right = value(comparison->right);
    if (right != nullptr) return ValueComparison{comparison->comparator, right};
  }
  if (!names(comparison->right, attribute)) return std::nullopt;
  const AttributeValue* left = value(comparison->left);
  if (left == nullptr) return std::nullopt;
  return ValueComparison{mirrored(comparison->comparator), left};
}

std::vector<const AttributeValue*> KeyTerms::equal_values(const ConditionNode& leaf, std::string_view attribute) const {
  std::vector<const AttributeValue*> values;
  if (const auto found = comparison(leaf, attribute)) {
    if (found->comparator == Comparator::kEqual) values.push_back(found->value);
    return values;
  }
  const auto* in = std::get_if<In>(&leaf.node);
  if (in == nullptr || !names(in->value, attribute)) return values;
  for (const Operand& candidate : in->candidates) {
    const AttributeValue* given = value(candidate);
    if (given == nullptr) return {};
    values.push_back(given);
  }
  return values;
}

std::vector<SortCondition> KeyTerms::sort_conditions(const ConditionNode& leaf, std::string_view attribute) const {
  using Operator = SortCondition::Operator;
  std::vector<SortCondition> conditions;
  if (const auto found = comparison(leaf, attribute)) {
    if (const auto op = sort_operator(found->comparator)) conditions.push_back({*op, *found->value, {}});
  } else if (const auto* between = std::get_if<Between>(&leaf.node)) {
    const AttributeValue* lower = value(between->lower);
    const AttributeValue* upper = value(between->upper);
    if (!names(between->value, attribute) || lower == nullptr || upper == nullptr) return conditions;
    conditions.push_back({Operator::kBetween, *lower, *upper});
  } else if (const auto* call = std::get_if<Call>(&leaf.node)) {
    if (call->function != Function::kBeginsWith || !names(call->arguments[0], attribute)) return conditions;
    const AttributeValue* prefix = value(call->arguments[1]);
    if (prefix != nullptr) conditions.push_back({Operator::kBeginsWith, *prefix, {}});
  } else {
    for (const AttributeValue* given : equal_values(leaf, attribute)) {
      conditions.push_back({Operator::kEqual, *given, {}});
    }
  }
  return conditions;
}

bool KeyTerms::mentions(const ConditionNode& node, std::string_view attribute) const {
  const auto any = [&](const std::vector<ConditionNode>& terms) {
    return std::any_of(terms.begin(), terms.end(), [&](const auto& term) { return mentions(term, attribute); });
  };
  if (const auto* conjunction = std::get_if<And>(&node.node)) return any(conjunction->terms);
  if (const auto* disjunction = std::get_if<Or>(&node.node)) return any(disjunction->terms);
  if (const auto* negation = std::get_if<Not>(&node.node)) return mentions(*negation->term, attribute);
  bool found = false;
  for_each_operand(node,
                   [&](const Operand& operand) { found = found || operand_mentions(operand, attribute, references_); });
  return found;
}

// Recursion follows the tree, whose depth the parser limits.
ConditionNode clone(const ConditionNode& node) {
  if (const auto* conjunction = std::get_if<And>(&node.node)) return clone_chain(*conjunction);
  if (const auto* disjunction = std::get_if<Or>(&node.node)) return clone_chain(*disjunction);
  if (const auto* negation = std::get_if<Not>(&node.node)) {
    return ConditionNode{Not{std::make_unique<ConditionNode>(clone(*negation->term))}};
  }
  if (const auto* comparison = std::get_if<Comparison>(&node.node)) return ConditionNode{*comparison};
  if (const auto* between = std::get_if<Between>(&node.node)) return ConditionNode{*between};
  if (const auto* in = std::get_if<In>(&node.node)) return ConditionNode{*in};
  return ConditionNode{std::get<Call>(node.node)};
}

std::optional<Condition> all_of(const std::vector<const ConditionNode*>& terms, const BoundReferences& references) {
  if (terms.empty()) return std::nullopt;
  And all;
  for (const ConditionNode* term : terms) all.terms.push_back(clone(*term));
  ConditionNode root = all.terms.size() == 1 ? std::move(all.terms.front()) : ConditionNode{std::move(all)};
  return Condition(std::make_shared<const BoundCondition>(
      BoundCondition{std::make_shared<const ConditionNode>(std::move(root)), references}));
}

}  // namespace basalt::expression::partiql
