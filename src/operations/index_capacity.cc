#include "operations/index_capacity.h"

#include "basalt/store/table_usage.h"

namespace basalt::operations {

double index_write_units(const store::IndexLayout& index, const std::optional<SizedItem>& before,
                         const std::optional<SizedItem>& after) {
  store::IndexedSide old;
  store::IndexedSide current;
  old.look(index, before ? &before->item : nullptr, before ? before->size : 0);
  current.look(index, after ? &after->item : nullptr, after ? after->size : 0);
  if (!old.there && !current.there) return 0;
  const bool same =
      old.there && current.there && old.row == current.row && old.entry.item.encoded() == current.entry.item.encoded();
  return same ? 0 : static_cast<double>(store::changed_entry_units(old, current));
}

}  // namespace basalt::operations
