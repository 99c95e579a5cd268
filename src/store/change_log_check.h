// ChangeLogCheck: the change log of one table: that its records can be read, belong to their shard and to a stream, and
// hold what that stream's view type asks for; and that nothing is missing: the records of an item within a stream
// follow from one another (each begins with what the one before it ended with), and the newest ends with the item as it
// is.
//
// The log is read backwards, so that the newest record of an item comes first. What is remembered of items is bounded:
// with more items than that, those of one part of their hashes are followed at a time.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/change_record.h"
#include "store/verification_run.h"

namespace basalt::store {

class ChangeLogCheck {
 public:
  // Both must outlive it. Owned by one thread.
  ChangeLogCheck(VerificationRun& run, const Table& table);
  engine::EngineResult<void> check();

 private:
  // A stream: records with start < sequence < end.
  struct Window {
    uint64_t start;
    uint64_t end;
    LogMode mode;
    bool is_on;
  };
  // What the record before must have ended with.
  struct Before {
    size_t window;
    uint64_t size;
    bool has_image;
    uint64_t image_hash;
  };

  engine::EngineResult<void> check_shard(size_t shard_index);
  engine::EngineResult<void> check_record(size_t shard_index, std::string_view row, std::string_view value);
  bool has_key(const ChangeRecord& record) const;
  const Window* window_of(uint64_t sequence) const;
  std::string_view flaw_of(const ChangeRecord& record, const ItemKey& key, size_t shard_index) const;
  engine::EngineResult<void> follow(const ChangeRecord& record, const ItemKey& key);
  engine::EngineResult<void> compare_with_item(const ChangeRecord& record, const ItemKey& key);
  void forget_some();
  void report(std::string_view what, const ChangeRecord& record);

  VerificationRun& run_;
  const Table& table_;
  std::vector<Window> windows_;                    // oldest first
  std::unordered_map<uint64_t, Before> followed_;  // by the hash of the item's row
  uint64_t parts_ = 1;                             // of all hashes; followed are those of one of them
  uint64_t part_ = 0;
};

}  // namespace basalt::store
