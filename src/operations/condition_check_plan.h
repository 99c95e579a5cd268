// ConditionCheckPlan: changes nothing, and refuses when the condition does not hold. For transactions. Private to
// operations.
#pragma once

#include <utility>

#include "basalt/store/write_plan.h"
#include "operations/write_condition.h"

namespace basalt::operations {

class ConditionCheckPlan final : public store::WritePlan {
 public:
  explicit ConditionCheckPlan(WriteCondition condition) : condition_(std::move(condition)) {}

  ApiResult<store::Change> plan(const ItemView* old) const override {
    TRY(condition_.check(old));
    return store::Change{};
  }

 private:
  WriteCondition condition_;
};

}  // namespace basalt::operations
