// Trees with the tables that give their references a meaning: what Condition and Update hold.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "basalt/value/attribute_value.h"
#include "expression/ast.h"
#include "expression/parsed.h"

namespace basalt::expression {

// ExpressionAttributeValues as the request gave them, owned once and shared by all of its expressions.
using ValueTable = std::map<std::string, AttributeValue, std::less<>>;

struct BoundReferences {
  std::shared_ptr<const Paths> paths;
  std::vector<const AttributeValue*> values;  // into owner
  std::shared_ptr<const void> owner;

  const DocumentPath& path(PathRef ref) const { return (*paths)[ref.index]; }
  const AttributeValue& value(ValueRef ref) const { return *values[ref.index]; }
};

struct BoundCondition {
  std::shared_ptr<const ConditionNode> root;
  BoundReferences references;
};

struct BoundUpdate {
  std::shared_ptr<const UpdateTree> tree;
  BoundReferences references;
};

}  // namespace basalt::expression
