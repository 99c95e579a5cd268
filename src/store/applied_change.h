// AppliedChange: one write as the shard writer applies it, before its group is committed. Everything that rides in the
// item's batch (index rows, the expiry row, the change-log record) is a function of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "basalt/store/table.h"
#include "basalt/store/write_plan.h"
#include "basalt/value/item_codec.h"

namespace basalt::store {

// One side of a change.
struct Image {
  ItemView item;
  size_t size = 0;  // as DynamoDB counts it
};

// At least one of before and after is there. Views into what the writer holds.
struct AppliedChange {
  const Table& table;
  const ItemKey& key;
  std::optional<Image> before = {};
  std::optional<Image> after = {};
  uint64_t timestamp = 0;  // hybrid: the write's sequence
  ChangeOrigin origin = ChangeOrigin::kUser;
  unsigned unit_factor = 1;  // of the write units it costs: 2 in a transaction, 0 for what expired

  // Whether the stored bytes change.
  bool differs() const {
    return !before.has_value() || !after.has_value() || before->item.encoded() != after->item.encoded();
  }
};

}  // namespace basalt::store
