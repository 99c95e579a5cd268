// PutPlan: the item is as given when the condition holds. Private to operations.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "basalt/store/write_plan.h"
#include "operations/write_condition.h"

namespace basalt::operations {

class PutPlan final : public store::WritePlan {
 public:
  // item: encoded. item_size: as DynamoDB counts it.
  PutPlan(WriteCondition condition, std::string item, size_t item_size)
      : condition_(std::move(condition)), item_(std::move(item)), item_size_(item_size) {}

  ApiResult<store::Change> plan(const ItemView* old) const override {
    TRY(condition_.check(old));
    return store::Change{store::Change::Kind::kPut, item_, item_size_};
  }
  ItemView item() const { return ItemView(item_); }

 private:
  WriteCondition condition_;
  std::string item_;
  size_t item_size_;
};

}  // namespace basalt::operations
