// UpdatePlan: an UpdateItem, from the item before to the item after. Private to operations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "basalt/expression/update.h"
#include "basalt/store/write_plan.h"
#include "operations/write_condition.h"

namespace basalt::operations {

class UpdatePlan final : public store::WritePlan {
 public:
  // update: nullopt when the request asks for no action at all.
  UpdatePlan(store::TableRef table, Item key, WriteCondition condition, std::optional<expression::Update> update);

  ApiResult<store::Change> plan(const ItemView* old) const override;

 private:
  store::TableRef table_;
  Item key_;
  WriteCondition condition_;
  std::optional<expression::Update> update_;
  std::vector<std::string> touched_;  // attributes that the update names as targets and that are keys of an index
};

// What an update may not touch: the key, and anything inside an index's key.
ApiResult<void> check_update_targets(const store::Table& table, const expression::Update& update);

}  // namespace basalt::operations
