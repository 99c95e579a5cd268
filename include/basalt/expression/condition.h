// Condition: a boolean expression (ConditionExpression, FilterExpression, KeyConditionExpression, and the legacy
// parameters lowered to one), ready to be evaluated on stored items in place.
//
// Immutable; cheap to move; any thread may evaluate it.
#pragma once

#include <memory>
#include <vector>

#include "basalt/value/document_path.h"
#include "basalt/value/item_codec.h"

namespace basalt::expression {

struct ConditionNode;  // src/expression/ast.h

class Condition {
 public:
  explicit Condition(std::shared_ptr<const ConditionNode> root);
  Condition(Condition&&) noexcept;
  Condition(const Condition&);
  Condition& operator=(Condition&&) noexcept;
  Condition& operator=(const Condition&);
  ~Condition();

  // An item that does not exist is the empty item. Values of different types compare as unequal and unordered.
  bool matches(const ItemView& item) const;
  // Every path it mentions, in order of appearance (Query refuses key attributes in filters).
  std::vector<DocumentPath> paths() const;
  const ConditionNode& root() const { return *root_; }

 private:
  std::shared_ptr<const ConditionNode> root_;
};

}  // namespace basalt::expression
