#include "operations/index_capacity.h"

#include <algorithm>
#include <string_view>

#include "basalt/value/item_size.h"

namespace basalt::operations {
namespace {

// One index's view of items: which have an entry, what is in it.
class IndexEntries {
 public:
  IndexEntries(const store::Table& table, const store::KeySchema& key_schema, const store::IndexProjection& projection)
      : table_(table), key_schema_(key_schema), projection_(projection) {}

  // An index is sparse: an item without one of its keys has no entry.
  bool has(const std::optional<SizedItem>& item) const {
    if (!item) return false;
    const auto there = [&](const std::string& name) { return item->item.find(name).has_value(); };
    return std::all_of(key_schema_.partition.begin(), key_schema_.partition.end(), there) &&
           std::all_of(key_schema_.sort.begin(), key_schema_.sort.end(), there);
  }

  bool same_key(const ItemView& a, const ItemView& b) const {
    const auto same = [&](const std::string& name) { return a.find(name)->encoded() == b.find(name)->encoded(); };
    return std::all_of(key_schema_.partition.begin(), key_schema_.partition.end(), same) &&
           std::all_of(key_schema_.sort.begin(), key_schema_.sort.end(), same);
  }

  // Beside the keys, which are the same.
  bool same_projection(const ItemView& a, const ItemView& b) const {
    switch (projection_.type) {
      case store::ProjectionType::kAll:
        return a.encoded() == b.encoded();
      case store::ProjectionType::kKeysOnly:
        return true;
      case store::ProjectionType::kInclude:
        break;
    }
    return std::all_of(projection_.non_key_attributes.begin(), projection_.non_key_attributes.end(),
                       [&](const std::string& name) {
                         const auto left = a.find(name);
                         const auto right = b.find(name);
                         if (!left || !right) return left.has_value() == right.has_value();
                         return left->encoded() == right->encoded();
                       });
  }

  size_t entry_size(const SizedItem& item) const {
    if (projection_.type == store::ProjectionType::kAll) return item.size;
    size_t size = 0;
    item.item.for_each([&](std::string_view name, const ValueView& value) {
      if (holds(name)) size += name.size() + value_size(value);
      return true;
    });
    return size;
  }

 private:
  bool holds(std::string_view name) const {
    const auto in = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    return table_.is_key(name) || in(key_schema_.partition) || in(key_schema_.sort) ||
           in(projection_.non_key_attributes);
  }

  const store::Table& table_;
  const store::KeySchema& key_schema_;
  const store::IndexProjection& projection_;
};

}  // namespace

double index_write_units(const store::Table& table, const store::KeySchema& key_schema,
                         const store::IndexProjection& projection, const std::optional<SizedItem>& before,
                         const std::optional<SizedItem>& after) {
  const IndexEntries entries(table, key_schema, projection);
  const bool had = entries.has(before);
  const bool has = entries.has(after);
  if (!had && !has) return 0;
  if (!had) return write_units(0, entries.entry_size(*after));
  if (!has) return write_units(entries.entry_size(*before), 0);
  if (!entries.same_key(before->item, after->item)) {
    return write_units(entries.entry_size(*before), 0) + write_units(0, entries.entry_size(*after));
  }
  if (entries.same_projection(before->item, after->item)) return 0;
  return write_units(entries.entry_size(*before), entries.entry_size(*after));
}

}  // namespace basalt::operations
