// AttributeUpdates and AttributesToGet, lowered to an update and a projection of top-level attributes.
#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "basalt/expression/legacy.h"
#include "expression/bound.h"
#include "expression/legacy_operator.h"

namespace basalt::expression {
namespace {

enum class Action { kPut, kAdd, kDelete };

ApiResult<Action> action_of(const AttributeUpdate& update) {
  const std::string_view name = update.action ? std::string_view(*update.action) : "PUT";
  if (name == "PUT") return Action::kPut;
  if (name == "ADD") return Action::kAdd;
  if (name == "DELETE") return Action::kDelete;
  return Failure{invalid_parameter("Unsupported Action: " + std::string(name))};
}

bool is_set(AttributeType type) {
  return type == AttributeType::kStringSet || type == AttributeType::kNumberSet || type == AttributeType::kBinarySet;
}

ApiResult<Action> checked_action(const AttributeUpdate& update) {
  const Action action = TRY(action_of(update));
  if (!update.value) {
    if (action == Action::kDelete) return action;
    return Failure{invalid_parameter("Only DELETE action is allowed when no attribute value is specified")};
  }
  const AttributeType type = update.value->type();
  const std::string name(type_name(type));
  if (action == Action::kDelete && !is_set(type)) {
    return Failure{invalid_parameter("DELETE action with value is not supported for the type " + name)};
  }
  const bool can_add = is_set(type) || type == AttributeType::kNumber || type == AttributeType::kList;
  if (action == Action::kAdd && !can_add) {
    return Failure{invalid_parameter("ADD action is not supported for the type " + name)};
  }
  return action;
}

UpdateAction make_action(Action action, PathRef target, ValueRef value) {
  switch (action) {
    case Action::kPut:
      return SetAction{target, Operand{value}};
    case Action::kAdd:
      return AddAction{target, value};
    case Action::kDelete:
      return DeleteAction{target, value};
  }
  return RemoveAction{target};
}

}  // namespace

ApiResult<Update> lower_attribute_updates(const Named<AttributeUpdate>& updates) {
  auto values = std::make_shared<std::vector<AttributeValue>>();
  values->reserve(updates.size());  // the bound references point into it
  UpdateTree tree{{}, UpdateDialect::kAttributeUpdates};
  Paths paths;
  BoundReferences references;
  for (const auto& [name, update] : updates) {
    const Action action = TRY(checked_action(update));
    const PathRef target{static_cast<uint32_t>(paths.size())};
    paths.push_back(DocumentPath::attribute(name));
    if (!update.value) {
      tree.actions.emplace_back(RemoveAction{target});
      continue;
    }
    const ValueRef value{static_cast<uint32_t>(references.values.size())};
    references.values.push_back(&values->emplace_back(*update.value));
    tree.actions.push_back(make_action(action, target, value));
  }
  // Each attribute stands alone, so their order is ours: by name, new ones go to an item's end, which costs no moving.
  const auto name_of = [&paths](const UpdateAction& action) -> const std::string& {
    return paths[std::visit([](const auto& each) { return each.target.index; }, action)].top();
  };
  std::stable_sort(tree.actions.begin(), tree.actions.end(),
                   [&](const UpdateAction& a, const UpdateAction& b) { return name_of(a) < name_of(b); });
  references.paths = std::make_shared<const Paths>(std::move(paths));
  references.owner = std::move(values);
  return Update(std::make_shared<const BoundUpdate>(
      BoundUpdate{std::make_shared<const UpdateTree>(std::move(tree)), std::move(references)}));
}

ApiResult<Projection> lower_attributes_to_get(const std::vector<std::string>& names) {
  std::set<std::string_view> seen;
  Paths paths;
  for (const std::string& name : names) {
    if (!seen.insert(name).second) {
      return Failure{invalid_parameter("Duplicate value in attribute name: " + name)};
    }
    paths.push_back(DocumentPath::attribute(name));
  }
  return Projection(std::move(paths));
}

}  // namespace basalt::expression
