// Update: an UpdateExpression (or AttributeUpdates lowered to one), ready to be applied.
// Immutable; cheap to move; any thread.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/document_path.h"

namespace basalt::expression {

// What an update answers whose item would be above 400 KB. apply() says so itself when the values that SET assigns are
// too large together, so that no update can ask for more memory than that; the item as a whole is the caller's to
// check.
ApiError updated_item_too_large();

struct BoundUpdate;  // src/expression/bound.h

class Update {
 public:
  explicit Update(std::shared_ptr<const BoundUpdate> bound) : bound_(std::move(bound)) {}

  // The item after the update. All operands read the item as it was before. Errors are AWS's (an operand of a wrong
  // type, a path that does not exist, a number out of range). old: for an upsert, the item of the key attributes alone.
  ApiResult<Item> apply(const Item& old) const;
  // Paths that SET, REMOVE, ADD or DELETE name as targets.
  std::vector<DocumentPath> targets() const;
  // What UPDATED_OLD answers: the parts of item at the targets. Empty when none is there.
  Item updated_attributes(const Item& item) const;
  // What UPDATED_NEW answers: the same without the targets of REMOVE, which have no new value.
  Item updated_new_attributes(const Item& item) const;
  const BoundUpdate& bound() const { return *bound_; }

 private:
  std::shared_ptr<const BoundUpdate> bound_;
};

}  // namespace basalt::expression
