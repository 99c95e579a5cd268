#include "operations/index_read.h"

#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "basalt/expression/projection.h"
#include "basalt/keys/key_layout.h"
#include "basalt/value/item_size.h"
#include "operations/key_range.h"

namespace basalt::operations {
namespace {

// What an index holds of its items; nullopt: everything.
std::optional<expression::Projection> entry_projection(const AccessPath& path) {
  if (path.index_projection().type == store::ProjectionType::kAll) return std::nullopt;
  std::vector<DocumentPath> paths;
  for (const expression::KeyAttribute& attribute : path.start_key_attributes()) {
    paths.push_back(DocumentPath::attribute(attribute.name));
  }
  for (const std::string& name : path.index_projection().non_key_attributes) {
    paths.push_back(DocumentPath::attribute(name));
  }
  return expression::Projection(std::move(paths));
}

// The table's rows whose items can have an index row in range.
store::RowRange table_range(const AccessPath& path, const store::RowRange& range) {
  const uint64_t space = path.table().definition().space.value;
  store::RowRange all{keys::space_begin(space), keys::space_end(space)};
  if (path.kind() == AccessPath::Kind::kGlobalIndex) return all;
  // A local index shares the hashes of its table.
  if (range.begin.size() >= keys::kRowPrefixSize) all.begin = keys::hash_position(space, keys::row_hash(range.begin));
  const bool has_last_hash = range.end.size() >= keys::kRowPrefixSize && range.end < keys::space_end(path.space());
  const uint64_t last = has_last_hash ? keys::row_hash(range.end) : std::numeric_limits<uint64_t>::max();
  if (last != std::numeric_limits<uint64_t>::max()) all.end = keys::hash_position(space, last + 1);
  return all;
}

// The rows nearest to the range's beginning, as many as a page needs.
class NearestRows {
 public:
  explicit NearestRows(const IndexRead& read) : read_(read) {}

  bool wants(const std::string& key) const {
    if (key < read_.range.begin || key >= read_.range.end) return false;
    return !full() || (forward() ? key < rows_.rbegin()->first : key > rows_.begin()->first);
  }

  void add(std::string key, IndexRow row) {
    bytes_ += row.page_size();
    rows_.emplace(std::move(key), std::move(row));
    // The farthest goes when the page is full without it.
    while (rows_.size() > 1) {
      const auto farthest = forward() ? std::prev(rows_.end()) : rows_.begin();
      const size_t bytes_before = bytes_ - farthest->second.page_size();
      if (rows_.size() - 1 < read_.max_rows && bytes_before < read_.max_bytes) return;
      bytes_ = bytes_before;
      rows_.erase(farthest);
    }
  }

  std::vector<IndexRow> take() && {
    std::vector<IndexRow> rows;
    rows.reserve(rows_.size());
    const auto move_all = [&](auto begin, auto end) {
      for (; begin != end; ++begin) rows.push_back(std::move(begin->second));
    };
    if (forward()) {
      move_all(rows_.begin(), rows_.end());
    } else {
      move_all(rows_.rbegin(), rows_.rend());
    }
    return rows;
  }

 private:
  bool forward() const { return read_.direction == engine::Direction::kForward; }
  bool full() const { return rows_.size() >= read_.max_rows || bytes_ >= read_.max_bytes; }

  const IndexRead& read_;
  std::map<std::string, IndexRow> rows_;
  size_t bytes_ = 0;
};

IndexRow index_row(const store::StoredItem& stored, const std::optional<expression::Projection>& projection,
                   bool whole_item) {
  IndexRow row;
  if (projection) {
    projection->apply(stored.item, row.item);
    row.entry_size = item_size(ItemView(row.item));
  } else {
    row.entry_size = stored.size;
  }
  if (!projection || whole_item) row.item = stored.item.encoded();
  if (whole_item) row.item_size = stored.size;
  return row;
}

}  // namespace

ApiResult<std::vector<IndexRow>> read_index(const store::ItemReader& items, const IndexRead& read) {
  const std::optional<expression::Projection> projection = entry_projection(read.path);
  NearestRows rows(read);
  store::RowRange range = table_range(read.path, read.range);
  store::ItemPage page;
  do {
    TRY(items.read_page(read.path.table(), range, engine::Direction::kForward, {}, {}, page));
    for (size_t i = 0; i < page.size(); ++i) {
      const store::StoredItem stored = page.item(i);
      std::optional<std::string> key = read.path.row_of(stored.item);
      if (key && rows.wants(*key)) rows.add(*std::move(key), index_row(stored, projection, read.whole_items));
    }
    if (page.more() && page.size() > 0) {
      start_after(std::string(page.row_key(page.size() - 1)), engine::Direction::kForward, range);
    }
  } while (page.more() && page.size() > 0);
  return std::move(rows).take();
}

}  // namespace basalt::operations
