// The syntax trees of conditions and updates.
//
// A tree names its document paths and its values by number; what a number means stands in two tables beside the tree
// (parsed.h before, bound.h after the placeholders of a request are put in). So one tree is parsed once, cached, and
// shared by all requests that send the same text: binding makes tables and copies no tree.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

namespace basalt::expression {

struct PathRef {
  uint32_t index = 0;
};
struct ValueRef {
  uint32_t index = 0;
};

enum class Function : uint8_t {
  kAttributeExists,
  kAttributeNotExists,
  kAttributeType,
  kBeginsWith,
  kContains,
  kSize,
  kIfNotExists,
  kListAppend,
};
std::string_view function_name(Function function);

struct Operand;
struct Call {
  Function function = Function::kSize;
  std::vector<Operand> arguments;
};
struct Operand {
  std::variant<PathRef, ValueRef, Call> term;
};

enum class Comparator : uint8_t { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
// As AWS prints it: "=", "<>", …
std::string_view comparator_text(Comparator comparator);

struct Comparison {
  Comparator comparator = Comparator::kEqual;
  Operand left;
  Operand right;
};
struct Between {
  Operand value;
  Operand lower;
  Operand upper;
};
struct In {
  Operand value;
  std::vector<Operand> candidates;
};

// A chain `a AND b AND c` is one node, so that a tree is never deeper than its text's parentheses.
struct ConditionNode;
struct And {
  std::vector<ConditionNode> terms;  // empty: true
};
struct Or {
  std::vector<ConditionNode> terms;  // empty: false
};
struct Not {
  std::unique_ptr<ConditionNode> term;
};
struct ConditionNode {
  std::variant<Comparison, Between, In, Call, And, Or, Not> node;
};

enum class ArithmeticOperator : uint8_t { kPlus, kMinus };

struct Arithmetic {
  ArithmeticOperator op = ArithmeticOperator::kPlus;
  Operand left;
  Operand right;
};
struct SetAction {
  PathRef target;
  std::variant<Operand, Arithmetic> value;
};
struct RemoveAction {
  PathRef target;
};
struct AddAction {
  PathRef target;
  ValueRef value;
};
struct DeleteAction {
  PathRef target;
  ValueRef value;
};
using UpdateAction = std::variant<SetAction, RemoveAction, AddAction, DeleteAction>;

// What wording and rules an update follows: AttributeUpdates may ADD lists and says "Type mismatch" its own way.
enum class UpdateDialect : uint8_t { kExpression, kAttributeUpdates };

struct UpdateTree {
  std::vector<UpdateAction> actions;
  UpdateDialect dialect = UpdateDialect::kExpression;
};

PathRef target_of(const UpdateAction& action);

// Calls visit_path(PathRef) and visit_value(ValueRef) for all of an operand, in order of appearance. Function calls
// nest no deeper than the parser allows.
template <class VisitPath, class VisitValue>
void for_each_reference(const Operand& operand, const VisitPath& visit_path, const VisitValue& visit_value) {
  if (const auto* path = std::get_if<PathRef>(&operand.term)) return visit_path(*path);
  if (const auto* value = std::get_if<ValueRef>(&operand.term)) return visit_value(*value);
  for (const Operand& argument : std::get<Call>(operand.term).arguments) {
    for_each_reference(argument, visit_path, visit_value);
  }
}

// Calls visit(const Operand&) for each operand of a condition that is no AND, OR or NOT, in order of appearance.
template <class Visit>
void for_each_operand(const ConditionNode& leaf, Visit&& visit) {
  if (const auto* comparison = std::get_if<Comparison>(&leaf.node)) {
    visit(comparison->left);
    visit(comparison->right);
  } else if (const auto* between = std::get_if<Between>(&leaf.node)) {
    visit(between->value);
    visit(between->lower);
    visit(between->upper);
  } else if (const auto* in = std::get_if<In>(&leaf.node)) {
    visit(in->value);
    for (const Operand& candidate : in->candidates) visit(candidate);
  } else if (const auto* call = std::get_if<Call>(&leaf.node)) {
    for (const Operand& argument : call->arguments) visit(argument);
  }
}

}  // namespace basalt::expression
