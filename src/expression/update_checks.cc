#include "expression/update_checks.h"

#include <vector>

#include "basalt/base/check.h"
#include "expression/messages.h"
#include "expression/path_checks.h"

namespace basalt::expression {
namespace {

using Message = std::optional<std::string>;

// if_not_exists and list_append alike.
constexpr size_t kFunctionOperands = 2;

// The sections' messages spell types out; sets are what both sections are for.
std::string_view spelt_out(AttributeType type) {
  switch (type) {
    case AttributeType::kString:
      return "STRING";
    case AttributeType::kNumber:
      return "NUMBER";
    case AttributeType::kBinary:
      return "BINARY";
    case AttributeType::kMap:
      return "MAP";
    case AttributeType::kList:
      return "LIST";
    case AttributeType::kNull:
      return "NULL";
    case AttributeType::kBool:
      return "BOOLEAN";
    case AttributeType::kStringSet:
    case AttributeType::kNumberSet:
    case AttributeType::kBinarySet:
      return {};
  }
  CHECK(false);
}

class UpdateChecks {
 public:
  explicit UpdateChecks(const BoundReferences& references) : references_(references) {}

  Message section_operand(const UpdateAction& action) const {
    if (const auto* add = std::get_if<AddAction>(&action)) {
      const AttributeType type = references_.value(add->value).type();
      if (type != AttributeType::kNumber && !spelt_out(type).empty()) {
        return message::wrong_section_operand("ADD", spelt_out(type));
      }
    }
    if (const auto* remove = std::get_if<DeleteAction>(&action)) {
      const AttributeType type = references_.value(remove->value).type();
      if (!spelt_out(type).empty()) return message::wrong_section_operand("DELETE", spelt_out(type));
    }
    return std::nullopt;
  }

  Message set_value(const UpdateAction& action) const {
    const auto* set = std::get_if<SetAction>(&action);
    if (set == nullptr) return std::nullopt;
    if (const auto* operand = std::get_if<Operand>(&set->value)) return calls_in(*operand);
    const auto& arithmetic = std::get<Arithmetic>(set->value);
    if (auto message = calls_in(arithmetic.left)) return message;
    if (auto message = calls_in(arithmetic.right)) return message;
    const std::string_view name = arithmetic.op == ArithmeticOperator::kPlus ? "+" : "-";
    if (auto message = literal_type(name, arithmetic.left, AttributeType::kNumber)) return message;
    return literal_type(name, arithmetic.right, AttributeType::kNumber);
  }

 private:
  Message calls_in(const Operand& operand) const {
    const auto* call = std::get_if<Call>(&operand.term);
    if (call == nullptr) return std::nullopt;
    for (const Operand& argument : call->arguments) {
      if (auto message = calls_in(argument)) return message;
    }
    const std::string_view name = function_name(call->function);
    if (call->arguments.size() != kFunctionOperands) return message::wrong_operand_count(name, call->arguments.size());
    if (call->function == Function::kIfNotExists) {
      const bool is_path = std::holds_alternative<PathRef>(call->arguments[0].term);
      return is_path ? std::nullopt : Message(message::path_required(name));
    }
    for (const Operand& argument : call->arguments) {
      if (auto message = literal_type(name, argument, AttributeType::kList)) return message;
    }
    return std::nullopt;
  }

  // Only a value of the request has a type before the item is read.
  Message literal_type(std::string_view name, const Operand& operand, AttributeType wanted) const {
    const auto* value = std::get_if<ValueRef>(&operand.term);
    if (value == nullptr) return std::nullopt;
    const AttributeType type = references_.value(*value).type();
    if (type == wanted) return std::nullopt;
    return message::wrong_operand_type(name, type_name(type));
  }

  const BoundReferences& references_;
};

}  // namespace

std::optional<std::string> check_update(const UpdateTree& tree, const Binding& binding) {
  if (auto message = binding.undefined_name()) return message;
  if (auto message = binding.undefined_value()) return message;
  std::vector<const DocumentPath*> targets;
  targets.reserve(tree.actions.size());
  for (const UpdateAction& action : tree.actions) targets.push_back(&binding.references.path(target_of(action)));
  if (auto message = check_paths(targets)) return message;
  const UpdateChecks checks(binding.references);
  for (const UpdateAction& action : tree.actions) {
    if (auto message = checks.section_operand(action)) return message;
  }
  for (const UpdateAction& action : tree.actions) {
    if (auto message = checks.set_value(action)) return message;
  }
  return std::nullopt;
}

}  // namespace basalt::expression
