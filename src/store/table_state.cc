#include "store/table_state.h"

#include <utility>

#include "basalt/base/check.h"

namespace basalt::store {

void TableState::adopt(const TableRef& table) {
  const std::lock_guard lock(mutex_);
  newest_ = table;
  newest_revision.store(table->revision(), std::memory_order_release);
}

bool TableState::refresh(TableRef& table) {
  const uint64_t newest = newest_revision.load(std::memory_order_acquire);
  if (newest == table->revision()) [[likely]] {
    return true;
  }
  if (newest == kRemoved) return false;
  const std::lock_guard lock(mutex_);
  TableRef newest_table = newest_.lock();
  if (newest_table == nullptr) return false;
  table = std::move(newest_table);
  // A table that was restored has a state of its own.
  return &table->state() == this || table->state().refresh(table);
}

std::shared_ptr<IndexState> TableState::index_state(SpaceId space, bool filled) {
  const std::lock_guard lock(mutex_);
  std::erase_if(index_states_, [](const auto& state) { return state.expired(); });
  for (const auto& held : index_states_) {
    auto state = held.lock();
    if (state != nullptr && state->space == space) return state;
  }
  auto state = std::make_shared<IndexState>(space, shards.size(), filled);
  index_states_.push_back(state);
  return state;
}

std::shared_ptr<KeyInsights> TableState::insights(SpaceId space, int64_t enabled_ms, KeyShape shape) {
  CHECK(clock != nullptr);
  const std::lock_guard lock(mutex_);
  std::erase_if(insights_, [](const HeldInsights& held) { return held.insights.expired(); });
  for (const HeldInsights& held : insights_) {
    if (held.space != space || held.enabled_ms != enabled_ms) continue;
    if (auto insights = held.insights.lock()) return insights;
  }
  auto insights = std::make_shared<KeyInsights>(shape, *clock);
  insights_.push_back({space, enabled_ms, insights});
  return insights;
}

}  // namespace basalt::store
