#include "operations/page_read.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "operations/index_read.h"
#include "operations/key_range.h"
#include "operations/page_collector.h"

namespace basalt::operations {
namespace {

// No page holds more items: each has at least a byte.
constexpr size_t kMaxPageItems = kMaxPageBytes;
constexpr size_t kMaxRowsAtOnce = 16384;

struct PageCost {
  double table_units = 0;
  double index_units = 0;
};

// How many bytes of rows to read for `left` bytes of items: rather a little too few, the rest costs one more seek.
size_t row_bytes_for(size_t left) { return left + left / 4 + 4096; }

ApiResult<void> collect_items(const store::ItemReader& items, const PageRead& read, PageCollector& collector) {
  // Pages are a megabyte or two: a thread keeps one and fills it again and again.
  thread_local store::ItemPage page;
  store::RowRange range = read.range;
  for (;;) {
    const store::PageLimits limits{.max_rows = collector.items_left(kMaxRowsAtOnce),
                                   .max_bytes = row_bytes_for(kMaxPageBytes - collector.bytes())};
    TRY(items.read_page(read.path.table(), range, read.direction, limits, {}, page));
    if (page.size() == 0) return {};
    collector.reserve(page.size(), page.rows().bytes());
    for (size_t i = 0; i < page.size(); ++i) {
      const store::StoredItem stored = page.item(i);
      if (!collector.add(stored.item, stored.size)) return {};
    }
    if (!page.more()) return {};
    start_after(std::string(page.row_key(page.size() - 1)), read.direction, range);
  }
}

// Sizes in bytes, and how they are charged: the index's rows together, each whole item by itself.
ApiResult<void> collect_index(const store::ItemReader& items, const PageRead& read, bool consistent,
                              PageCollector& collector, PageCost& cost) {
  const IndexRead index_read{.path = read.path,
                             .range = read.range,
                             .direction = read.direction,
                             .whole_items = read.reads_items,
                             .max_rows = read.limit.value_or(kMaxPageItems),
                             .max_bytes = kMaxPageBytes};
  const std::vector<IndexRow> rows = TRY(read_index(items, index_read));
  size_t entry_bytes = 0;
  for (const IndexRow& row : rows) {
    entry_bytes += row.entry_size;
    if (read.reads_items) cost.table_units += read_units(row.item_size, consistent);
    if (!collector.add(ItemView(row.item), row.page_size())) break;
  }
  cost.index_units = read_units(entry_bytes, consistent);
  return {};
}

std::optional<ConsumedCapacity> page_capacity(const PageParameters& parameters, const AccessPath& path,
                                              const PageCost& cost) {
  const ReturnConsumedCapacity wanted = parameters.return_consumed_capacity;
  auto capacity = consumed_capacity(wanted, parameters.table_name, cost.table_units);
  if (!capacity || !path.is_index()) return capacity;
  capacity->total.units += cost.index_units;
  if (wanted != ReturnConsumedCapacity::kIndexes) return capacity;
  auto& indexes = path.kind() == AccessPath::Kind::kLocalIndex ? capacity->local_indexes : capacity->global_indexes;
  indexes[path.index_name()].units = cost.index_units;
  return capacity;
}

}  // namespace

ApiResult<PageResponse> read_page(const store::ItemReader& items, const PageParameters& parameters,
                                  const PageRead& read) {
  PageResponse response;
  PageCollector collector(read, response);
  PageCost cost;
  if (read.path.is_index()) {
    TRY(collect_index(items, read, parameters.consistent_read, collector, cost));
  } else {
    TRY(collect_items(items, read, collector));
    cost.table_units = read_units(collector.bytes(), parameters.consistent_read);
  }
  response.consumed_capacity = page_capacity(parameters, read.path, cost);
  return response;
}

}  // namespace basalt::operations
