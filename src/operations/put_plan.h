// PutPlan: the item is as given when the condition holds. Private to operations.
#pragma once

#include <utility>

#include "basalt/store/write_plan.h"
#include "basalt/value/encoded_item.h"
#include "operations/write_condition.h"

namespace basalt::operations {

class PutPlan final : public store::WritePlan {
 public:
  PutPlan(WriteCondition condition, EncodedItem item) : condition_(std::move(condition)), item_(std::move(item)) {}

  ApiResult<store::Change> plan(const ItemView* old) const override {
    TRY(condition_.check(old));
    return store::Change{store::Change::Kind::kPut, store::ChangedItem::of_plan(item_.encoded()), item_.size()};
  }
  const EncodedItem& item() const { return item_; }

 private:
  WriteCondition condition_;
  EncodedItem item_;
};

}  // namespace basalt::operations
