#include "operations/index_capacity.h"

#include <string>

namespace basalt::operations {
namespace {

// One side of a write as an index sees it.
struct Side {
  bool there = false;
  std::string row;
  std::string buffer;
  store::IndexLayout::Entry entry;

  Side(const store::IndexLayout& index, const std::optional<SizedItem>& item) {
    there = item && index.row_of(item->item, row);
    if (there) entry = index.entry_of(item->item, item->size, buffer);
  }
};

}  // namespace

double index_write_units(const store::IndexLayout& index, const std::optional<SizedItem>& before,
                         const std::optional<SizedItem>& after) {
  const Side old(index, before);
  const Side current(index, after);
  if (!old.there && !current.there) return 0;
  if (!old.there) return write_units(0, current.entry.size);
  if (!current.there) return write_units(old.entry.size, 0);
  if (old.row != current.row) return write_units(old.entry.size, 0) + write_units(0, current.entry.size);
  if (old.entry.item.encoded() == current.entry.item.encoded()) return 0;
  return write_units(old.entry.size, current.entry.size);
}

}  // namespace basalt::operations
