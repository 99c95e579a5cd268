#include "operations/page_read.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "basalt/base/check.h"
#include "basalt/operations/call_summary.h"
#include "operations/key_range.h"
#include "operations/page_accesses.h"
#include "operations/page_collector.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxRowsAtOnce = 16384;
// What an I/O thread may answer itself: tens of microseconds.
constexpr size_t kMaxShortRows = 64;
constexpr size_t kMaxShortBytes = size_t{32} << 10;
// Entries of a local index read at once, and the whole items fetched at once for them: at 400 KB an item still bounded
// memory.
constexpr size_t kItemsAtOnce = 16;

struct PageCost {
  double table_units = 0;
  double index_units = 0;
};

// How many bytes of rows to read for `left` bytes of items: rather a little too few, the rest costs one more seek.
size_t row_bytes_for(size_t left) { return left + left / 4 + 4096; }

// Collects the rows of a page as they are read.
class RowCollector final : public engine::RowVisitor {
 public:
  RowCollector(PageAccesses& accesses, PageCollector& collector) : accesses_(accesses), collector_(collector) {}

  bool row(std::string_view key, std::string_view value) override {
    const store::StoredItem stored = store::read_stored_item(value);
    accesses_.add(key, stored);
    return collector_.add(stored.item, stored.size);
  }

 private:
  PageAccesses& accesses_;
  PageCollector& collector_;
};

// The same while the page is short.
class ShortRowCollector final : public engine::RowVisitor {
 public:
  ShortRowCollector(PageAccesses& accesses, PageCollector& collector) : rows_(accesses, collector) {}

  bool row(std::string_view key, std::string_view value) override {
    bytes_ += key.size() + value.size();
    is_short_ = count_ == 0 || (count_ < kMaxShortRows && bytes_ <= kMaxShortBytes);
    ++count_;
    return is_short_ && rows_.row(key, value);
  }
  bool is_short() const { return is_short_; }

 private:
  RowCollector rows_;
  size_t count_ = 0;
  size_t bytes_ = 0;
  bool is_short_ = true;
};

// Pages end by their limits alone, whatever their filters and projections.
uint64_t appetite_of(const PageRead& read, bool short_only) {
  const uint64_t limit = read.limit.value_or(std::numeric_limits<uint32_t>::max());
  return limit << 1 | static_cast<uint64_t>(short_only);
}

// Shows the read's rows to a visitor: the table's items, or an index's entries. False only for the memory tier.
ApiResult<bool> visit_rows(const store::ItemReader& items, const PageRead& read, const engine::ReadOptions& options,
                           uint64_t appetite, engine::RowVisitor& visitor) {
  store::RowRange range = read.range;
  range.index = read.path.index();
  range.appetite = appetite;
  return items.visit(read.path.table(), range, read.direction, options, visitor);
}

// Visits the entries of a local index in their order: visit(page) takes those of one page and answers whether to go on.
template <class Visit>
ApiResult<void> for_each_page(const store::ItemReader& items, const PageRead& read, const engine::ReadOptions& options,
                              const PageCollector& collector, Visit&& visit) {
  store::ItemPage page;
  store::RowRange range = read.range;
  range.index = read.path.index();
  for (;;) {
    const store::PageLimits limits{.max_rows = collector.items_left(kMaxRowsAtOnce),
                                   .max_bytes = row_bytes_for(kMaxPageBytes - collector.bytes())};
    TRY(items.read_page(read.path.table(), range, read.direction, limits, options, page));
    if (page.size() == 0) return {};
    if (!TRY(visit(page)) || !page.more()) return {};
    start_after(std::string(page.row_key(page.size() - 1)), read.direction, range);
  }
}

PageCost rows_cost(const PageRead& read, const PageParameters& parameters, const PageCollector& collector) {
  const double units = read_units(collector.bytes(), parameters.consistent_read);
  return read.path.is_index() ? PageCost{.index_units = units} : PageCost{.table_units = units};
}

// The items of a local index's entries, from the same moment. The entries are charged together, each item by itself.
ApiResult<PageCost> collect_items_of_entries(store::Store& store, const PageRead& read, bool consistent,
                                             PageAccesses& accesses, PageCollector& collector) {
  const store::Table& table = read.path.table();
  const auto snapshot = store.engine().snapshot();
  const engine::ReadOptions options{.snapshot = snapshot.get()};
  PageCost cost;
  size_t entry_bytes = 0;
  const auto take = [&](const store::ItemPage& page) -> ApiResult<bool> {
    for (size_t begin = 0; begin < page.size(); begin += kItemsAtOnce) {
      const size_t count = std::min(kItemsAtOnce, page.size() - begin);
      std::vector<store::ItemKey> keys;
      for (size_t i = 0; i < count; ++i) keys.push_back(table.key_of(page.item(begin + i).item));
      std::vector<std::optional<std::string>> values(count);
      TRY(store.items().multi_get(table, keys, options, values));
      for (size_t i = 0; i < count; ++i) {
        CHECK(values[i].has_value());  // an entry is there as long as its item
        const store::StoredItem stored = store::read_stored_item(*values[i]);
        entry_bytes += page.item(begin + i).size;
        accesses.add(page.row_key(begin + i), page.item(begin + i));
        cost.table_units += read_units(stored.size, consistent);
        if (!collector.add(stored.item, stored.size)) return false;
      }
    }
    return true;
  };
  TRY(for_each_page(store.items(), read, options, collector, take));
  cost.index_units = read_units(entry_bytes, consistent);
  return cost;
}

void charge(const AccessPath& path, const PageCost& cost) {
  if (cost.table_units > 0) charge_read(path.table(), nullptr, cost.table_units);
  if (cost.index_units > 0) charge_read(path.table(), path.index(), cost.index_units);
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

ApiResult<PageResponse> read_page(store::Store& store, const PageParameters& parameters, const PageRead& read) {
  const bool consistent = parameters.consistent_read;
  PageResponse response;
  PageCollector collector(read, response);
  PageAccesses accesses(read.path);
  PageCost cost;
  if (read.reads_items) {
    cost = TRY(collect_items_of_entries(store, read, consistent, accesses, collector));
  } else {
    RowCollector rows(accesses, collector);
    TRY(visit_rows(store.items(), read, {}, appetite_of(read, false), rows));
    cost = rows_cost(read, parameters, collector);
  }
  charge(read.path, cost);
  accesses.charge(cost.table_units + cost.index_units, read.range.begin);
  response.consumed_capacity = page_capacity(parameters, read.path, cost);
  return response;
}

ApiResult<std::optional<PageResponse>> read_short_page(store::Store& store, const PageParameters& parameters,
                                                       const PageRead& read) {
  if (read.reads_items) return std::optional<PageResponse>();
  PageResponse response;
  PageCollector collector(read, response);
  PageAccesses accesses(read.path);
  ShortRowCollector rows(accesses, collector);
  const engine::ReadOptions options{.tier = engine::ReadTier::kMemory};
  const bool in_memory = TRY(visit_rows(store.items(), read, options, appetite_of(read, true), rows));
  if (!in_memory || !rows.is_short()) return std::optional<PageResponse>();
  const PageCost cost = rows_cost(read, parameters, collector);
  charge(read.path, cost);
  accesses.charge(cost.table_units + cost.index_units, read.range.begin);
  response.consumed_capacity = page_capacity(parameters, read.path, cost);
  return std::optional(std::move(response));
}

}  // namespace basalt::operations
