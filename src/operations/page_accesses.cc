#include "operations/page_accesses.h"

#include <utility>

namespace basalt::operations {

// A local index has no insights of its own: its reads are reads of the table.
PageAccesses::PageAccesses(const AccessPath& path)
    : path_(path),
      insights_(path.kind() == AccessPath::Kind::kGlobalIndex ? path.index()->key_counting().accessed()
                                                              : path.table().key_counting().accessed()) {}

void PageAccesses::add_row(std::string_view row, const store::StoredItem& stored) {
  const bool local = path_.kind() == AccessPath::Kind::kLocalIndex;
  reads_.push_back({local ? path_.table().key_of(stored.item).row : std::string(row), stored.size});
  bytes_ += stored.size;
}

void PageAccesses::charge(double units, std::string_view begin) {
  if (insights_ == nullptr) return;
  if (reads_.empty()) return insights_->accessed_partition(begin, units);
  for (const Read& read : reads_) {
    insights_->accessed(read.row, units * static_cast<double>(read.size) / static_cast<double>(bytes_));
  }
}

}  // namespace basalt::operations
