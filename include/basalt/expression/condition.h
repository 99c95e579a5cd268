// Condition: a boolean expression (ConditionExpression, FilterExpression, KeyConditionExpression, and the legacy
// parameters lowered to one), ready to be evaluated on stored items in place.
//
// Immutable; cheap to move; any thread may evaluate it.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "basalt/value/document_path.h"
#include "basalt/value/item_codec.h"

namespace basalt::expression {

struct BoundCondition;  // src/expression/bound.h

class Condition {
 public:
  explicit Condition(std::shared_ptr<const BoundCondition> bound) : bound_(std::move(bound)) {}

  // An item that does not exist is the empty item. Values of different types compare as unequal and unordered; a
  // missing attribute is equal to nothing, so only `<>` and NOT hold for it.
  bool matches(const ItemView& item) const;
  // Every path it mentions, in order of appearance (Query refuses key attributes in filters).
  const std::vector<DocumentPath>& paths() const;
  const BoundCondition& bound() const { return *bound_; }

 private:
  std::shared_ptr<const BoundCondition> bound_;
};

}  // namespace basalt::expression
