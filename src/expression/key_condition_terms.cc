// Reading the terms out of a KeyConditionExpression, with AWS's errors in AWS's order: an operator that no key
// condition has, then, operand by operand, what the condition is about, then that it is about one key only.
#include "expression/key_condition_terms.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"

namespace basalt::expression {
namespace {

ApiError invalid_operator(std::string_view name) {
  return ApiError::validation("Invalid operator used in KeyConditionExpression: " + std::string(name));
}
ApiError invalid_condition(std::string_view why) {
  return ApiError::validation("Invalid condition in KeyConditionExpression: " + std::string(why));
}
ApiError key_must_come_first(std::string_view name) {
  return invalid_condition(std::string(name) + " operator must have the key attribute as its first operand");
}

KeyOperator key_operator(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual:
      return KeyOperator::kEqual;
    case Comparator::kLess:
      return KeyOperator::kLess;
    case Comparator::kLessOrEqual:
      return KeyOperator::kLessOrEqual;
    case Comparator::kGreater:
      return KeyOperator::kGreater;
    case Comparator::kGreaterOrEqual:
      return KeyOperator::kGreaterOrEqual;
    case Comparator::kNotEqual:
      break;
  }
  CHECK(false);  // refused before
}

// `:v < sk` means `sk > :v`.
KeyOperator mirrored(KeyOperator op) {
  switch (op) {
    case KeyOperator::kLess:
      return KeyOperator::kGreater;
    case KeyOperator::kLessOrEqual:
      return KeyOperator::kGreaterOrEqual;
    case KeyOperator::kGreater:
      return KeyOperator::kLess;
    case KeyOperator::kGreaterOrEqual:
      return KeyOperator::kLessOrEqual;
    default:
      return op;
  }
}

class TermReader {
 public:
  explicit TermReader(const BoundReferences& references) : references_(references) {}

  ApiResult<void> read(const ConditionNode& condition) {
    return std::visit([this](const auto& node) { return read_node(node); }, condition.node);
  }

  std::vector<KeyTerm> take() { return std::move(terms_); }

 private:
  ApiResult<void> read_node(const And& node) {
    for (const ConditionNode& term : node.terms) TRY(read(term));
    return {};
  }
  ApiResult<void> read_node(const Or&) { return Failure{invalid_operator("OR")}; }
  ApiResult<void> read_node(const Not&) { return Failure{invalid_operator("NOT")}; }
  ApiResult<void> read_node(const In&) { return Failure{invalid_operator("IN")}; }

  ApiResult<void> read_node(const Comparison& node) {
    if (node.comparator == Comparator::kNotEqual) return Failure{invalid_operator(comparator_text(node.comparator))};
    return add(key_operator(node.comparator), {&node.left, &node.right});
  }

  ApiResult<void> read_node(const Between& node) {
    if (!std::holds_alternative<PathRef>(node.value.term)) return Failure{key_must_come_first("BETWEEN")};
    return add(KeyOperator::kBetween, {&node.value, &node.lower, &node.upper});
  }

  ApiResult<void> read_node(const Call& call) {
    const std::string_view name = function_name(call.function);
    if (call.function != Function::kBeginsWith) return Failure{invalid_operator(name)};
    if (!std::holds_alternative<PathRef>(call.arguments[0].term)) return Failure{key_must_come_first(name)};
    return add(KeyOperator::kBeginsWith, {&call.arguments[0], &call.arguments[1]});
  }

  ApiResult<void> add(KeyOperator op, std::initializer_list<const Operand*> operands) {
    KeyTerm term{{}, op, {}};
    const DocumentPath* key = nullptr;
    for (const Operand* operand : operands) {
      if (const auto* value = std::get_if<ValueRef>(&operand->term)) {
        term.values.push_back(&references_.value(*value));
        continue;
      }
      const auto* path = std::get_if<PathRef>(&operand->term);
      if (path == nullptr) {
        return Failure{ApiError::validation("KeyConditionExpressions cannot contain nested operations")};
      }
      if (key != nullptr) return Failure{invalid_condition("Multiple attribute names used in one condition")};
      key = &references_.path(*path);
      if (key->elements.size() > 1) {
        return Failure{ApiError::validation("KeyConditionExpressions cannot have conditions on nested attributes")};
      }
      if (operand != *operands.begin()) term.op = mirrored(op);
    }
    if (key == nullptr) return Failure{invalid_condition("No key attribute specified")};
    term.attribute = key->top();
    return add(std::move(term));
  }

  ApiResult<void> add(KeyTerm term) {
    const auto same = [&](const KeyTerm& other) { return other.attribute == term.attribute; };
    if (std::any_of(terms_.begin(), terms_.end(), same)) {
      return Failure{ApiError::validation(
          "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key")};
    }
    terms_.push_back(std::move(term));
    return {};
  }

  const BoundReferences& references_;
  std::vector<KeyTerm> terms_;
};

}  // namespace

ApiResult<std::vector<KeyTerm>> key_terms(const BoundCondition& condition) {
  TermReader reader(condition.references);
  TRY(reader.read(*condition.root));
  return reader.take();
}

}  // namespace basalt::expression
