#include "operations/index_capacity.h"

namespace basalt::operations {

double index_write_units(const store::IndexLayout& index, const std::optional<SizedItem>& before,
                         const std::optional<SizedItem>& after) {
  store::IndexedSide old;
  store::IndexedSide current;
  old.look(index, before ? &before->item : nullptr, before ? before->size : 0);
  current.look(index, after ? &after->item : nullptr, after ? after->size : 0);
  if (!old.there && !current.there) return 0;
  if (!old.there) return write_units(0, current.entry.size);
  if (!current.there) return write_units(old.entry.size, 0);
  if (old.row != current.row) return write_units(old.entry.size, 0) + write_units(0, current.entry.size);
  if (old.entry.item.encoded() == current.entry.item.encoded()) return 0;
  return write_units(old.entry.size, current.entry.size);
}

}  // namespace basalt::operations
