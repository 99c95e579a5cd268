// DeletePlan: the item goes when the condition holds. Private to operations.
#pragma once

#include <utility>

#include "basalt/store/write_plan.h"
#include "operations/write_condition.h"

namespace basalt::operations {

class DeletePlan final : public store::WritePlan {
 public:
  explicit DeletePlan(WriteCondition condition) : condition_(std::move(condition)) {}

  ApiResult<store::Change> plan(const ItemView* old) const override {
    TRY(condition_.check(old));
    store::Change change;
    if (old != nullptr) change.kind = store::Change::Kind::kErase;
    return change;
  }

 private:
  WriteCondition condition_;
};

}  // namespace basalt::operations
