// Which leaves of a condition are about a key: what reads and writes by key have in common.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "basalt/expression/key_condition.h"
#include "expression/bound.h"

namespace basalt::expression::partiql {

// `attribute op value`, or the same mirrored.
struct ValueComparison {
  Comparator comparator = Comparator::kEqual;
  const AttributeValue* value = nullptr;
};

class KeyTerms {
 public:
  explicit KeyTerms(const BoundReferences& references) : references_(references) {}

  bool names(const Operand& operand, std::string_view attribute) const;
  std::optional<ValueComparison> comparison(const ConditionNode& leaf, std::string_view attribute) const;
  // The values of `attribute = value` and `attribute IN [values]`; empty: it is neither.
  std::vector<const AttributeValue*> equal_values(const ConditionNode& leaf, std::string_view attribute) const;
  // What of a sort key a leaf allows: one range, or several of `IN`; empty: it is no condition for a key.
  std::vector<SortCondition> sort_conditions(const ConditionNode& leaf, std::string_view attribute) const;
  // Whether the attribute itself is mentioned anywhere.
  bool mentions(const ConditionNode& node, std::string_view attribute) const;

  const BoundReferences& references() const { return references_; }

 private:
  const AttributeValue* value(const Operand& operand) const;

  const BoundReferences& references_;
};

ConditionNode clone(const ConditionNode& node);
// All of the terms, as a condition with the tables of another. No term at all: nullopt.
std::optional<Condition> all_of(const std::vector<const ConditionNode*>& terms, const BoundReferences& references);

}  // namespace basalt::expression::partiql
