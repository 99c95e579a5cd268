#include "store/change_log_check.h"

#include <algorithm>

#include "basalt/keys/key_codec.h"
#include "basalt/store/item_reader.h"
#include "basalt/value/item_size.h"
#include "store/item_flaw.h"
#include "store/printable_key.h"

namespace basalt::store {
namespace {

bool has_size(const std::optional<ItemView>& image, size_t size) { return !image || item_size(*image) == size; }

}  // namespace

ChangeLogCheck::ChangeLogCheck(VerificationRun& run, const Table& table) : run_(run), table_(table) {
  const TableDefinition& definition = table.definition();
  for (const ClosedStream& closed : definition.closed_streams) {
    windows_.push_back(
        {closed.settings.start, closed.end == 0 ? UINT64_MAX : closed.end, log_mode(closed.settings.view_type), false});
  }
  if (!definition.stream) return;
  windows_.push_back({definition.stream->start, UINT64_MAX, log_mode(definition.stream->view_type), true});
}

engine::EngineResult<void> ChangeLogCheck::check() {
  run_.begin_stage("change log", table_.name());
  for (size_t shard = 0; shard < table_.definition().shards.size() && !run_.ended(); ++shard) TRY(check_shard(shard));
  return {};
}

engine::EngineResult<void> ChangeLogCheck::check_shard(size_t shard_index) {
  const engine::ShardId shard{table_.definition().shards[shard_index].id};
  const RowsOf rows{engine::KeySpace::kLog, log_row(table_.definition().space, shard, 0),
                    log_row(table_.definition().space, shard, UINT64_MAX), engine::Direction::kReverse};
  parts_ = 1;
  for (part_ = 0; part_ < parts_; ++part_) {
    followed_.clear();
    const bool whole = TRY(run_.for_each_row(
        rows, [&](std::string_view row, std::string_view value) { return check_record(shard_index, row, value); }));
    if (!whole) break;
  }
  followed_.clear();
  return {};
}

engine::EngineResult<void> ChangeLogCheck::check_record(size_t shard_index, std::string_view row,
                                                        std::string_view value) {
  const bool first_look = part_ == 0;
  run_.counts().change_records += static_cast<uint64_t>(first_look);
  if (!is_change_record(row, value) || !has_key(read_change_record(row, value))) {
    if (first_look) {
      run_.report({"a change record cannot be read", table_.name(), "", "row " + printable_row(row)});
    }
    return {};
  }
  const ChangeRecord record = read_change_record(row, value);
  const ItemKey key = table_.key_of(record.keys);
  if (first_look) {
    if (const auto flaw = flaw_of(record, key, shard_index); !flaw.empty()) report(flaw, record);
  }
  return follow(record, key);
}

bool ChangeLogCheck::has_key(const ChangeRecord& record) const {
  const auto has = [&](const Table::KeyAttribute& attribute) {
    const auto value = record.keys.find(attribute.name);
    return value && value->type() == attribute.type;
  };
  return has(table_.partition_key()) && (table_.sort_key() == nullptr || has(*table_.sort_key()));
}

// Null for records of a stream that the table has forgotten; they are past their retention and will be trimmed.
const ChangeLogCheck::Window* ChangeLogCheck::window_of(uint64_t sequence) const {
  const auto found = std::find_if(windows_.begin(), windows_.end(), [&](const Window& window) {
    return window.start < sequence && sequence < window.end;
  });
  return found == windows_.end() ? nullptr : &*found;
}

// Of the record by itself; empty: none.
std::string_view ChangeLogCheck::flaw_of(const ChangeRecord& record, const ItemKey& key, size_t shard_index) const {
  if (table_.shard_index_of(key.hash) != shard_index) return "a change record is in another shard than its item";
  const bool had = record.kind != ChangeKind::kInsert;
  const bool has = record.kind != ChangeKind::kRemove;
  if ((record.old_size > 0) != had || (record.new_size > 0) != has || !has_size(record.old_image, record.old_size) ||
      !has_size(record.new_image, record.new_size)) {
    return "a change record contradicts itself";
  }
  const Window* const window = window_of(record.sequence);
  if (window == nullptr) {
    const bool forgotten = windows_.empty() || record.sequence < windows_.front().start;
    return forgotten ? "" : "a change record belongs to no stream";
  }
  if (record.old_image.has_value() != (window->mode.old_image && had) ||
      record.new_image.has_value() != (window->mode.new_image && has)) {
    return "a change record does not hold the images of its stream";
  }
  return "";
}

engine::EngineResult<void> ChangeLogCheck::follow(const ChangeRecord& record, const ItemKey& key) {
  const Window* const window = window_of(record.sequence);
  if (window == nullptr) return {};
  const uint64_t hash = keys::partition_hash(key.row);
  if (hash % parts_ != part_) return {};
  const auto window_index = static_cast<size_t>(window - windows_.data());
  const auto newer = followed_.find(hash);
  if (newer == followed_.end()) {
    if (window->is_on) TRY(compare_with_item(record, key));
  } else if (newer->second.window == window_index) {
    const Before& wanted = newer->second;
    const bool image_fits = !record.new_image || !wanted.has_image ||
                            keys::partition_hash(record.new_image->encoded()) == wanted.image_hash;
    if (record.new_size != wanted.size || !image_fits) {
      report("a change record is not what the next one of its item began with", record);
    }
  }
  const bool has_image = record.old_image.has_value();
  followed_.insert_or_assign(hash, Before{window_index, record.old_size, has_image,
                                          has_image ? keys::partition_hash(record.old_image->encoded()) : 0});
  if (part_ == 0 && followed_.size() > run_.options().max_tracked_items) forget_some();
  return {};
}

engine::EngineResult<void> ChangeLogCheck::compare_with_item(const ChangeRecord& record, const ItemKey& key) {
  std::string value;
  const bool there = TRY(run_.get(engine::KeySpace::kItems, key.row, value));
  if (there && !is_stored_item(value)) return {};  // reported with the items
  const bool wanted = record.kind != ChangeKind::kRemove;
  bool same = there == wanted;
  if (there && wanted) {
    const StoredItem stored = read_stored_item(value);
    // A write that leaves an item as it is makes it newer, without a record.
    same = stored.size == record.new_size && stored.timestamp >= record.sequence &&
           (!record.new_image || record.new_image->encoded() == stored.item.encoded());
  }
  if (!same) report("an item is not what its newest change record says", record);
  return {};
}

// Leaves the other half of the hashes that are followed to another reading.
void ChangeLogCheck::forget_some() {
  parts_ *= 2;
  std::erase_if(followed_, [this](const auto& followed) { return followed.first % parts_ != part_; });
}

void ChangeLogCheck::report(std::string_view what, const ChangeRecord& record) {
  run_.report({std::string(what), table_.name(), printable_key(table_, record.keys),
               "change log, sequence " + std::to_string(record.sequence)});
}

}  // namespace basalt::store
