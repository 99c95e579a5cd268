// A WHERE as a condition. PartiQL lets conditions be compared as the booleans they are (attribute_exists(a) = true):
// the comparison is written out with AND, OR and NOT, so that conditions stay what they are everywhere else.
#include <algorithm>
#include <memory>

#include "expression/condition_checks.h"
#include "expression/messages.h"
#include "expression/partiql_lowering.h"

namespace basalt::expression::partiql {
namespace {

// Writing comparisons of conditions out doubles them; no statement needs this many.
constexpr size_t kMaxNodes = 4096;

struct NamedFunction {
  std::string_view name;
  Function function;
};
constexpr NamedFunction kConditions[] = {
    {"attribute_exists", Function::kAttributeExists},
    {"attribute_not_exists", Function::kAttributeNotExists},
    {"attribute_type", Function::kAttributeType},
    {"begins_with", Function::kBeginsWith},
    {"contains", Function::kContains},
};

std::optional<Comparator> comparator_of(std::string_view op) {
  constexpr Comparator kComparators[] = {Comparator::kEqual,       Comparator::kNotEqual, Comparator::kLess,
                                         Comparator::kLessOrEqual, Comparator::kGreater,  Comparator::kGreaterOrEqual};
  for (const Comparator comparator : kComparators) {
    if (comparator_text(comparator) == op) return comparator;
  }
  return std::nullopt;
}

bool is_size(const Expr& expression) {
  const auto* call = expression.get_if<CallExpr>();
  return call != nullptr && lower_case(call->name) == "size";
}

// Whether it is true or false rather than a value.
bool is_condition(const Expr& expression) {
  if (expression.get_if<TypeTestExpr>() != nullptr) return true;
  if (expression.get_if<CallExpr>() != nullptr) return !is_size(expression);
  const auto* operation = expression.get_if<OperationExpr>();
  if (operation == nullptr) return false;
  constexpr std::string_view kOperators[] = {"and", "or", "not", "in", "between", "like"};
  return comparator_of(operation->op).has_value() ||
         std::find(std::begin(kOperators), std::end(kOperators), operation->op) != std::end(kOperators);
}

ConditionNode negation(ConditionNode node) {
  return ConditionNode{Not{std::make_unique<ConditionNode>(std::move(node))}};
}
ConditionNode constant(bool value) { return value ? ConditionNode{And{}} : ConditionNode{Or{}}; }

// The types that IS tests for, by PartiQL's names; empty: DynamoDB has none such.
std::vector<std::string_view> types_named(std::string_view name) {
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (name == "null") return {"NULL"};
  if (is({"bool", "boolean"})) return {"BOOL"};
  if (is({"string", "varchar", "char", "character", "character_varying", "symbol"})) return {"S"};
  if (is({"struct", "tuple"})) return {"M"};
  if (name == "list") return {"L"};
  if (is({"blob", "clob"})) return {"B"};
  if (name == "bag") return {"SS", "NS", "BS"};
  if (is({"int", "int2", "int4", "int8", "integer", "integer2", "integer4", "integer8", "smallint", "bigint", "float",
          "real", "decimal", "dec", "numeric", "double_precision"})) {
    return {"N"};
  }
  return {};
}

class ConditionLowering {
 public:
  explicit ConditionLowering(Parameters parameters) : references_(parameters) {}

  ApiResult<Condition> run(const Expr& where) {
    ConditionNode root = TRY(lower(where));
    Binding binding{references_.finish(), {}, {}};
    if (auto message = check_condition(root, binding)) return refused(*std::move(message));
    return Condition(std::make_shared<const BoundCondition>(
        BoundCondition{std::make_shared<const ConditionNode>(std::move(root)), std::move(binding.references)}));
  }

 private:
  // Recursion follows the statement's nesting, which the parser limits.
  ApiResult<ConditionNode> lower(const Expr& expression) {
    if (++nodes_ > kMaxNodes) return refused(message::too_many_operators(nodes_));
    if (const auto* test = expression.get_if<TypeTestExpr>()) return type_test(*test);
    if (const auto* call = expression.get_if<CallExpr>()) return function(*call, expression);
    const auto* operation = expression.get_if<OperationExpr>();
    if (operation == nullptr) return unsupported(expression);
    if (operation->op == "and") return chain<And>(*operation);
    if (operation->op == "or") return chain<Or>(*operation);
    if (operation->op == "not") return negation(TRY(lower(operation->operands[0])));
    ConditionNode node = TRY(leaf(*operation, expression));
    return operation->negated ? negation(std::move(node)) : std::move(node);
  }

  template <class Chain>
  ApiResult<ConditionNode> chain(const OperationExpr& operation) {
    Chain node;
    for (const Expr& operand : operation.operands) node.terms.push_back(TRY(lower(operand)));
    return ConditionNode{std::move(node)};
  }

  ApiResult<ConditionNode> leaf(const OperationExpr& operation, const Expr& expression) {
    if (operation.op == "in") return in(operation, expression);
    if (operation.op == "between") return between(operation);
    const auto comparator = comparator_of(operation.op);
    if (!comparator || operation.operands.size() != 2) return unsupported(expression);
    return compare(*comparator, operation.operands[0], operation.operands[1]);
  }

  ApiResult<ConditionNode> compare(Comparator comparator, const Expr& left, const Expr& right) {
    if (!is_condition(left) && !is_condition(right)) {
      Operand first = TRY(operand(left));
      return ConditionNode{Comparison{comparator, std::move(first), TRY(operand(right))}};
    }
    if (comparator != Comparator::kEqual && comparator != Comparator::kNotEqual) {
      return refused(message::wrong_operand_type(comparator_text(comparator), type_name(AttributeType::kBool)));
    }
    ConditionNode same = TRY(is_condition(left) ? same_truth(left, right) : same_truth(right, left));
    return comparator == Comparator::kEqual ? std::move(same) : negation(std::move(same));
  }

  // condition = other, where other is a condition or a value.
  ApiResult<ConditionNode> same_truth(const Expr& condition, const Expr& other) {
    if (const auto* flag = other.get_if<BoolExpr>()) {
      ConditionNode node = TRY(lower(condition));
      return flag->value ? std::move(node) : negation(std::move(node));
    }
    const bool plain_value = is_value(other) && other.get_if<ParameterExpr>() == nullptr;
    if (plain_value) {
      (void)TRY(lower(condition));
      return constant(false);
    }
    And both_hold;
    both_hold.terms.push_back(TRY(lower(condition)));
    both_hold.terms.push_back(TRY(truth_is(other, true)));
    And both_fail;
    both_fail.terms.push_back(negation(TRY(lower(condition))));
    both_fail.terms.push_back(TRY(truth_is(other, false)));
    Or either;
    either.terms.push_back(ConditionNode{std::move(both_hold)});
    either.terms.push_back(ConditionNode{std::move(both_fail)});
    return ConditionNode{std::move(either)};
  }

  ApiResult<ConditionNode> truth_is(const Expr& expression, bool truth) {
    if (is_condition(expression)) {
      ConditionNode node = TRY(lower(expression));
      return truth ? std::move(node) : negation(std::move(node));
    }
    Operand value = TRY(operand(expression));
    return ConditionNode{Comparison{Comparator::kEqual, std::move(value),
                                    Operand{references_.add_value(AttributeValue::boolean(truth))}}};
  }

  ApiResult<ConditionNode> between(const OperationExpr& operation) {
    if (is_condition(operation.operands[0])) {
      return refused(message::wrong_operand_type("BETWEEN", type_name(AttributeType::kBool)));
    }
    Between node;
    node.value = TRY(operand(operation.operands[0]));
    node.lower = TRY(operand(operation.operands[1]));
    node.upper = TRY(operand(operation.operands[2]));
    return ConditionNode{std::move(node)};
  }

  ApiResult<ConditionNode> in(const OperationExpr& operation, const Expr& expression) {
    const Expr& value = operation.operands[0];
    const auto* list = operation.operands[1].get_if<ListExpr>();
    if (list == nullptr || list->elements.empty()) return unsupported(expression);
    if (is_condition(value)) {
      Or any;
      for (const Expr& candidate : list->elements) any.terms.push_back(TRY(same_truth(value, candidate)));
      return ConditionNode{std::move(any)};
    }
    In node;
    node.value = TRY(operand(value));
    for (const Expr& candidate : list->elements) node.candidates.push_back(TRY(operand(candidate)));
    return ConditionNode{std::move(node)};
  }

  ApiResult<ConditionNode> type_test(const TypeTestExpr& test) {
    Operand tested = TRY(operand(test.operand[0]));
    if (test.type == "missing") {
      const Function function = test.negated ? Function::kAttributeExists : Function::kAttributeNotExists;
      return ConditionNode{Call{function, {std::move(tested)}}};
    }
    const std::vector<std::string_view> types = types_named(test.type);
    if (types.empty()) return refused("Unsupported operation: IsType");
    Or any;
    for (const std::string_view type : types) {
      Operand name{references_.add_value(AttributeValue::string(std::string(type)))};
      any.terms.push_back(ConditionNode{Call{Function::kAttributeType, {tested, std::move(name)}}});
    }
    ConditionNode node = any.terms.size() == 1 ? std::move(any.terms.front()) : ConditionNode{std::move(any)};
    return test.negated ? negation(std::move(node)) : std::move(node);
  }

  ApiResult<ConditionNode> function(const CallExpr& call, const Expr& expression) {
    const std::string name = lower_case(call.name);
    const auto known = std::find_if(std::begin(kConditions), std::end(kConditions),
                                    [&](const NamedFunction& function) { return function.name == name; });
    if (known == std::end(kConditions)) {
      if (is_size(expression)) return unsupported(expression);
      return refused("Unrecognized function: " + name + expression.position.text());
    }
    Call node{known->function, {}};
    for (const Expr& argument : call.arguments) node.arguments.push_back(TRY(operand(argument)));
    return ConditionNode{std::move(node)};
  }

  ApiResult<Operand> operand(const Expr& expression) {
    if (++nodes_ > kMaxNodes) return refused(message::too_many_operators(nodes_));
    if (is_path(expression)) return Operand{references_.add_path(TRY(to_path(expression)))};
    if (is_value(expression)) {
      return Operand{references_.add_value(TRY(to_value(expression, references_.parameters())))};
    }
    const auto* call = expression.get_if<CallExpr>();
    if (call == nullptr) return unsupported(expression);
    if (!is_size(expression)) {
      return refused("Unrecognized function: " + lower_case(call->name) + expression.position.text());
    }
    Call size{Function::kSize, {}};
    for (const Expr& argument : call->arguments) size.arguments.push_back(TRY(operand(argument)));
    return Operand{std::move(size)};
  }

  References references_;
  size_t nodes_ = 0;
};

}  // namespace

ApiResult<Condition> lower_condition(const Expr& where, Parameters parameters) {
  return ConditionLowering(parameters).run(where);
}

}  // namespace basalt::expression::partiql
