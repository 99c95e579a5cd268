#include "expression/condition_checks.h"

#include <array>

#include "basalt/value/dynamodb_json.h"
#include "expression/datum.h"
#include "expression/limits.h"
#include "expression/messages.h"

namespace basalt::expression {
namespace {

using Message = std::optional<std::string>;

constexpr std::string_view kBetween = "BETWEEN";
constexpr std::string_view kIn = "IN";
// What AWS prints for an operand that may be of any type; the order is that of one recorded answer.
constexpr std::string_view kAnyType = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";

constexpr AttributeType kAllTypes[] = {
    AttributeType::kString,    AttributeType::kNumber,    AttributeType::kBinary, AttributeType::kStringSet,
    AttributeType::kNumberSet, AttributeType::kBinarySet, AttributeType::kMap,    AttributeType::kList,
    AttributeType::kNull,      AttributeType::kBool,
};

size_t arity(Function function) {
  switch (function) {
    case Function::kAttributeExists:
    case Function::kAttributeNotExists:
    case Function::kSize:
      return 1;
    default:
      return 2;
  }
}

bool is_ordered(AttributeType type) {
  return type == AttributeType::kString || type == AttributeType::kNumber || type == AttributeType::kBinary;
}

bool names_type(std::string_view text) {
  for (const AttributeType type : kAllTypes) {
    if (type_name(type) == text) return true;
  }
  return false;
}

// "{S:abc}", as AWS shows the bounds of BETWEEN.
std::string describe(const AttributeValue& value) {
  std::string text = "{" + std::string(type_name(value.type())) + ":";
  if (const auto* string = value.get_if<std::string>()) text += *string;
  if (const auto* number = value.get_if<Decimal>()) text += number->to_string();
  if (const auto* binary = value.get_if<Binary>()) write_base64(binary->bytes, text);
  return text + "}";
}

// Calls check(call) for the leaf's own call and all calls within it, inner ones first; the first message wins.
template <class Check>
Message first_in_calls(const Operand& operand, const Check& check);

template <class Check>
Message first_in_call(const Call& call, const Check& check) {
  for (const Operand& argument : call.arguments) {
    if (auto message = first_in_calls(argument, check)) return message;
  }
  return check(call);
}

template <class Check>
Message first_in_calls(const Operand& operand, const Check& check) {
  const auto* call = std::get_if<Call>(&operand.term);
  return call == nullptr ? std::nullopt : first_in_call(*call, check);
}

template <class Check>
Message first_in_leaf(const ConditionNode& leaf, const Check& check) {
  if (const auto* call = std::get_if<Call>(&leaf.node)) return first_in_call(*call, check);
  Message first;
  for_each_operand(leaf, [&](const Operand& operand) {
    if (!first) first = first_in_calls(operand, check);
  });
  return first;
}

class LeafChecks {
 public:
  LeafChecks(const ConditionNode& leaf, const Binding& binding) : leaf_(leaf), binding_(binding) {}

  Message run() const {
    if (!binding_.complete()) {
      if (auto message = undefined()) return message;
    }
    if (auto message = operand_counts()) return message;
    if (auto message = distinct_operands()) return message;
    return operand_types();
  }

 private:
  Message undefined() const {
    Message first;
    for_each_operand(leaf_, [&](const Operand& operand) {
      if (!first) first = binding_.undefined_in(operand);
    });
    return first;
  }

  Message operand_counts() const {
    if (const auto* in = std::get_if<In>(&leaf_.node); in != nullptr && in->candidates.size() > kMaxInOperands) {
      return message::too_many_in_operands(in->candidates.size());
    }
    return first_in_leaf(leaf_, [](const Call& call) -> Message {
      if (call.arguments.size() == arity(call.function)) return std::nullopt;
      return message::wrong_operand_count(function_name(call.function), call.arguments.size());
    });
  }

  Message distinct_operands() const {
    if (const auto* comparison = std::get_if<Comparison>(&leaf_.node)) {
      return distinct(comparator_text(comparison->comparator), comparison->left, {&comparison->right});
    }
    if (const auto* between = std::get_if<Between>(&leaf_.node)) {
      return distinct(kBetween, between->value, {&between->lower, &between->upper});
    }
    if (const auto* in = std::get_if<In>(&leaf_.node)) {
      for (const Operand& candidate : in->candidates) {
        if (auto message = distinct(kIn, in->value, {&candidate})) return message;
      }
    }
    return first_in_leaf(leaf_, [this](const Call& call) -> Message {
      if (call.arguments.size() != 2) return std::nullopt;
      return distinct(function_name(call.function), call.arguments[0], {&call.arguments[1]});
    });
  }

  Message distinct(std::string_view name, const Operand& first, std::initializer_list<const Operand*> others) const {
    const auto* path = std::get_if<PathRef>(&first.term);
    if (path == nullptr) return std::nullopt;
    for (const Operand* other : others) {
      const auto* other_path = std::get_if<PathRef>(&other->term);
      if (other_path == nullptr) continue;
      const DocumentPath& resolved = binding_.references.path(*path);
      if (resolved == binding_.references.path(*other_path)) {
        return message::operands_not_distinct(name, resolved.to_string());
      }
    }
    return std::nullopt;
  }

  Message operand_types() const {
    const auto check = [this](const Call& call) { return call_types(call); };
    if (auto message = first_in_leaf(leaf_, check)) return message;
    if (const auto* comparison = std::get_if<Comparison>(&leaf_.node)) return comparison_types(*comparison);
    if (const auto* between = std::get_if<Between>(&leaf_.node)) return between_types(*between);
    return std::nullopt;
  }

  Message call_types(const Call& call) const {
    const std::string_view name = function_name(call.function);
    switch (call.function) {
      case Function::kAttributeExists:
      case Function::kAttributeNotExists:
        if (!std::holds_alternative<PathRef>(call.arguments[0].term)) return message::path_required(name);
        return std::nullopt;
      case Function::kBeginsWith:
        for (const Operand& argument : call.arguments) {
          const auto type = known_type(argument);
          if (type && *type != AttributeType::kString && *type != AttributeType::kBinary)
            return wrong_type(name, *type);
        }
        return std::nullopt;
      case Function::kAttributeType:
        return type_argument(call.arguments[1]);
      case Function::kSize: {
        const auto type = known_type(call.arguments[0]);
        const bool sizeless =
            type == AttributeType::kNumber || type == AttributeType::kBool || type == AttributeType::kNull;
        return sizeless ? wrong_type(name, *type) : std::nullopt;
      }
      default:
        return std::nullopt;
    }
  }

  Message type_argument(const Operand& argument) const {
    const std::string_view name = function_name(Function::kAttributeType);
    const auto type = known_type(argument);
    if (!type) return message::wrong_operand_type(name, kAnyType);
    if (*type != AttributeType::kString) return wrong_type(name, *type);
    const auto& text = *literal(argument)->get_if<std::string>();
    return names_type(text) ? std::nullopt : Message(message::unknown_type_name(text));
  }

  Message comparison_types(const Comparison& comparison) const {
    if (comparison.comparator == Comparator::kEqual || comparison.comparator == Comparator::kNotEqual)
      return std::nullopt;
    return ordered_types(comparator_text(comparison.comparator), {&comparison.left, &comparison.right});
  }

  Message ordered_types(std::string_view name, std::initializer_list<const Operand*> operands) const {
    for (const Operand* operand : operands) {
      const auto type = known_type(*operand);
      if (type && !is_ordered(*type)) return wrong_type(name, *type);
    }
    return std::nullopt;
  }

  Message between_types(const Between& between) const {
    if (auto message = ordered_types(kBetween, {&between.value, &between.lower, &between.upper})) return message;
    const AttributeValue* lower = literal(between.lower);
    const AttributeValue* upper = literal(between.upper);
    if (lower == nullptr || upper == nullptr) return std::nullopt;
    if (lower->type() != upper->type()) return message::between_types_differ(describe(*lower), describe(*upper));
    const auto ordering = order(*lower, *upper);
    if (ordering && *ordering > 0) return message::between_bounds_reversed(describe(*lower), describe(*upper));
    return std::nullopt;
  }

  const AttributeValue* literal(const Operand& operand) const {
    const auto* value = std::get_if<ValueRef>(&operand.term);
    return value == nullptr ? nullptr : &binding_.references.value(*value);
  }

  // The type an operand has whatever the item; only size() among the calls gets here.
  std::optional<AttributeType> known_type(const Operand& operand) const {
    if (const AttributeValue* value = literal(operand)) return value->type();
    if (std::holds_alternative<Call>(operand.term)) return AttributeType::kNumber;
    return std::nullopt;
  }

  static Message wrong_type(std::string_view name, AttributeType type) {
    return message::wrong_operand_type(name, type_name(type));
  }

  const ConditionNode& leaf_;
  const Binding& binding_;
};

Message check_all(const std::vector<ConditionNode>& terms, const Binding& binding) {
  for (const ConditionNode& term : terms) {
    if (auto message = check_condition(term, binding)) return message;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> check_condition(const ConditionNode& root, const Binding& binding) {
  if (const auto* conjunction = std::get_if<And>(&root.node)) return check_all(conjunction->terms, binding);
  if (const auto* disjunction = std::get_if<Or>(&root.node)) return check_all(disjunction->terms, binding);
  if (const auto* negation = std::get_if<Not>(&root.node)) return check_condition(*negation->term, binding);
  return LeafChecks(root, binding).run();
}

}  // namespace basalt::expression
