// The rows of a secondary index, in their order.
//
// Answered from the table's own rows: an index's row follows from its item alone. One pass over the items that can have
// a row in the range (a global index: the whole table; a local one: its collection), in bounded memory: a page's worth
// of rows is kept, the nearest to where the range begins.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/item_reader.h"
#include "operations/access_path.h"

namespace basalt::operations {

struct IndexRow {
  std::string item;       // encoded: what the index holds of its item, or the whole item
  size_t entry_size = 0;  // of what the index holds, in bytes as DynamoDB counts them
  size_t item_size = 0;   // of the whole item; 0 unless it was asked for
  size_t page_size() const { return item_size == 0 ? entry_size : item_size; }
};

struct IndexRead {
  const AccessPath& path;
  const store::RowRange& range;  // of the index's rows
  engine::Direction direction = engine::Direction::kForward;
  bool whole_items = false;
  // The rows end with the one that reaches either; both at least 1.
  size_t max_rows = 0;
  size_t max_bytes = 0;  // of page_size
};

// Waits for the disk.
ApiResult<std::vector<IndexRow>> read_index(const store::ItemReader& items, const IndexRead& read);

}  // namespace basalt::operations
