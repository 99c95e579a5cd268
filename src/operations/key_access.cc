#include "operations/key_access.h"

#include <optional>

#include "basalt/operations/consumed_capacity.h"

namespace basalt::operations {
namespace {

constexpr double kUnitsPerWriteUnit = 3;

bool is_throttling(const ApiError& error) {
  const std::string_view name = error.name();
  return name == "ThrottlingException" || name == "ProvisionedThroughputExceededException" ||
         name == "RequestLimitExceeded";
}

// The item on each side of a write; nullopt: there is none.
struct Sides {
  std::optional<SizedItem> before;
  std::optional<SizedItem> after;
};

Sides sides_of(const store::WriteOutcome& outcome) {
  Sides sides;
  if (outcome.old_item) sides.before = SizedItem{ItemView(*outcome.old_item), outcome.old_size};
  if (outcome.change.kind == store::Change::Kind::kNone) sides.after = sides.before;
  if (outcome.change.kind == store::Change::Kind::kPut) {
    sides.after = SizedItem{outcome.change.item.view(), outcome.change.item_size};
  }
  return sides;
}

// An entry that moves is erased under one key and put under another.
void count_index_write(const store::IndexLayout& index, store::KeyInsights& insights, const Sides& sides,
                       double times) {
  store::IndexedSide old;
  store::IndexedSide current;
  old.look(index, sides.before ? &sides.before->item : nullptr, sides.before ? sides.before->size : 0);
  current.look(index, sides.after ? &sides.after->item : nullptr, sides.after ? sides.after->size : 0);
  const double unit = kUnitsPerWriteUnit * times;
  if (old.there && current.there && old.row == current.row) {
    if (old.entry.item.encoded() == current.entry.item.encoded()) return;
    return insights.accessed(current.row, unit * write_units(old.entry.size, current.entry.size));
  }
  if (old.there) insights.accessed(old.row, unit * write_units(old.entry.size, 0));
  if (current.there) insights.accessed(current.row, unit * write_units(0, current.entry.size));
}

}  // namespace

void count_refusal(const store::Table& table, std::string_view row, const ApiError& error) {
  if (store::KeyInsights* insights = table.key_counting().throttled(); insights != nullptr && is_throttling(error)) {
    insights->throttled(row);
  }
}

void count_write(const store::Table& table, std::string_view row, const ApiResult<store::WriteOutcome>& outcome,
                 double times) {
  if (!outcome.ok()) return count_refusal(table, row, outcome.error());
  const Sides sides = sides_of(*outcome);
  if (store::KeyInsights* insights = table.key_counting().accessed()) {
    const double units = write_units(sides.before ? sides.before->size : 0, sides.after ? sides.after->size : 0);
    insights->accessed(row, kUnitsPerWriteUnit * times * units);
  }
  for (const store::IndexLayout& index : table.indexes()) {
    if (store::KeyInsights* insights = index.key_counting().accessed()) {
      count_index_write(index, *insights, sides, times);
    }
  }
}

}  // namespace basalt::operations
