#include "operations/update_plan.h"

#include <algorithm>
#include <utility>

#include "basalt/operations/key_checks.h"
#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"
#include "operations/index_key_checks.h"

namespace basalt::operations {
namespace {

std::vector<std::string> touched_index_keys(const store::Table& table, const expression::Update& update) {
  std::vector<std::string> touched;
  const store::TableDefinition& definition = table.definition();
  if (definition.global_indexes.empty() && definition.local_indexes.empty()) return touched;
  for (const DocumentPath& target : update.targets()) {
    bool is_index_key = false;
    for_each_index_key(definition, [&](const std::string&, const std::string& name, bool) {
      is_index_key = is_index_key || name == target.top();
    });
    if (is_index_key) touched.push_back(target.top());
  }
  return touched;
}

}  // namespace

UpdatePlan::UpdatePlan(store::TableRef table, Item key, WriteCondition condition,
                       std::optional<expression::Update> update)
    : table_(std::move(table)), key_(std::move(key)), condition_(std::move(condition)), update_(std::move(update)) {
  if (update_) touched_ = touched_index_keys(*table_, *update_);
}

ApiResult<store::Change> UpdatePlan::plan(const ItemView* old) const {
  TRY(condition_.check(old));
  store::Change change;
  if (!update_) {
    if (old != nullptr) return change;
    change.item = encode_item(key_);
    change.item_size = item_size(key_);
    change.kind = store::Change::Kind::kPut;
    return change;
  }
  const Item updated = TRY(update_->apply(old == nullptr ? key_ : old->decode()));
  TRY(check_updated_item(*table_, updated, touched_));
  const size_t size = item_size(updated);
  TRY(check_updated_item_size(size));
  std::string encoded = encode_item(updated);
  // An item is not created by removing from it.
  const bool unchanged = old == nullptr ? updated.size() == key_.size() : encoded == old->encoded();
  if (unchanged) return change;
  change.kind = store::Change::Kind::kPut;
  change.item = std::move(encoded);
  change.item_size = size;
  return change;
}

ApiResult<void> check_update_targets(const store::Table& table, const expression::Update& update) {
  const std::vector<DocumentPath> targets = update.targets();
  const auto refused = [&](const std::string& key) {
    return std::any_of(targets.begin(), targets.end(), [&](const DocumentPath& path) { return path.top() == key; });
  };
  for (const store::Table::KeyAttribute* key : {&table.partition_key(), table.sort_key()}) {
    if (key == nullptr || !refused(key->name)) continue;
    return Failure{ApiError::validation("One or more parameter values were invalid: Cannot update attribute " +
                                        key->name + ". This attribute is part of the key")};
  }
  return check_scalar_keys(table, targets);
}

}  // namespace basalt::operations
