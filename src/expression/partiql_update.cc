// SET and REMOVE as an update. set_add and set_delete are the ADD and DELETE of sets.
#include <memory>

#include "expression/binding.h"
#include "expression/partiql_lowering.h"
#include "expression/update_checks.h"

namespace basalt::expression::partiql {
namespace {

bool is_set(AttributeType type) {
  return type == AttributeType::kStringSet || type == AttributeType::kNumberSet || type == AttributeType::kBinarySet;
}

class UpdateLowering {
 public:
  explicit UpdateLowering(Parameters parameters) : references_(parameters) {}

  ApiResult<Update> run(const std::vector<ActionSyntax>& actions) {
    UpdateTree tree;
    for (const ActionSyntax& action : actions) {
      DocumentPath target = TRY(to_path(action.target));
      tree.actions.push_back(TRY(lower(std::move(target), action)));
    }
    Binding binding{references_.finish(), {}, {}};
    if (auto message = check_update(tree, binding)) return refused(*std::move(message));
    return Update(std::make_shared<const BoundUpdate>(
        BoundUpdate{std::make_shared<const UpdateTree>(std::move(tree)), std::move(binding.references)}));
  }

 private:
  ApiResult<UpdateAction> lower(DocumentPath target, const ActionSyntax& action) {
    if (!action.value) return UpdateAction(RemoveAction{references_.add_path(std::move(target))});
    const Expr& value = *action.value;
    if (const auto* call = value.get_if<CallExpr>()) {
      const std::string name = lower_case(call->name);
      if (name == "set_add" || name == "set_delete") return set_function(std::move(target), *call, value, name);
    }
    const PathRef ref = references_.add_path(std::move(target));
    const auto* operation = value.get_if<OperationExpr>();
    const bool sum = operation != nullptr && (operation->op == "+" || operation->op == "-");
    if (!sum) return UpdateAction(SetAction{ref, TRY(operand(value))});
    if (operation->operands.size() != 2) return unsupported(value);
    Operand left = TRY(operand(operation->operands[0]));
    Operand right = TRY(operand(operation->operands[1]));
    const auto op = operation->op == "+" ? ArithmeticOperator::kPlus : ArithmeticOperator::kMinus;
    return UpdateAction(SetAction{ref, Arithmetic{op, std::move(left), std::move(right)}});
  }

  ApiResult<UpdateAction> set_function(DocumentPath target, const CallExpr& call, const Expr& value,
                                       const std::string& name) {
    const std::string upper = name == "set_add" ? "SET_ADD" : "SET_DELETE";
    if (call.arguments.size() != 2) return refused(upper + " must have exactly two arguments" + value.position.text());
    const Expr& first = call.arguments[0];
    if (!is_path(first) || TRY(to_path(first)) != target) {
      return refused("The first argument to " + upper + " must equal the assignment value" + value.position.text());
    }
    const auto not_a_set = [&] {
      return refused("The second argument to " + upper + " must be a value with type SET" + first.position.text());
    };
    if (!is_value(call.arguments[1])) return not_a_set();
    AttributeValue members = TRY(to_value(call.arguments[1], references_.parameters()));
    if (!is_set(members.type())) return not_a_set();
    const PathRef ref = references_.add_path(std::move(target));
    const ValueRef set = references_.add_value(std::move(members));
    if (name == "set_add") return UpdateAction(AddAction{ref, set});
    return UpdateAction(DeleteAction{ref, set});
  }

  // Recursion follows calls within each other, whose nesting the parser limits.
  ApiResult<Operand> operand(const Expr& expression) {
    if (is_path(expression)) return Operand{references_.add_path(TRY(to_path(expression)))};
    if (is_value(expression)) {
      return Operand{references_.add_value(TRY(to_value(expression, references_.parameters())))};
    }
    const auto* call = expression.get_if<CallExpr>();
    if (call == nullptr) return unsupported(expression);
    const std::string name = lower_case(call->name);
    if (name != function_name(Function::kListAppend)) {
      return refused("Unrecognized function: " + name + expression.position.text());
    }
    Call append{Function::kListAppend, {}};
    for (const Expr& argument : call->arguments) append.arguments.push_back(TRY(operand(argument)));
    return Operand{std::move(append)};
  }

  References references_;
};

}  // namespace

ApiResult<Update> lower_update(const std::vector<ActionSyntax>& actions, Parameters parameters) {
  return UpdateLowering(parameters).run(actions);
}

}  // namespace basalt::expression::partiql
