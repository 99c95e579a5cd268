// WritePlan: every mutation, as a pure function from the item before to the change. It does no I/O and may run
// again (a group that was refused is planned anew). Put, Update, Delete, batches, transactions, PartiQL, TTL, import,
// restore and replication all become plans; the shard writer knows nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "basalt/base/unique_function.h"
#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "basalt/value/item_codec.h"

namespace basalt::store {

// The encoded item (item_codec.h) that a change leaves: made for it, or one that the plan holds and keeps as long as
// anyone looks at the outcome.
class ChangedItem {
 public:
  ChangedItem() = default;
  ChangedItem(std::string made) : made_(std::move(made)) {}  // NOLINT(google-explicit-constructor)
  static ChangedItem of_plan(std::string_view item) {
    ChangedItem changed;
    changed.of_plan_ = item;
    return changed;
  }

  ItemView view() const { return ItemView(encoded()); }
  size_t bytes() const { return encoded().size(); }
  // The caller's own.
  std::string take() && { return of_plan_.empty() ? std::move(made_) : std::string(of_plan_); }

 private:
  std::string_view encoded() const { return of_plan_.empty() ? std::string_view(made_) : of_plan_; }

  std::string made_;
  std::string_view of_plan_;
};

struct Change {
  enum class Kind { kNone, kPut, kErase };
  Kind kind = Kind::kNone;
  ChangedItem item;      // kPut
  size_t item_size = 0;  // kPut: as DynamoDB counts it
};

class WritePlan {
 public:
  virtual ~WritePlan() = default;
  // old is null when there is no such item. Called on the shard's writer thread; must not block.
  // The item's key attributes in a kPut must be those of the write's key.
  virtual ApiResult<Change> plan(const ItemView* old) const = 0;
};

// A plan that is owned, or one that lives with others of a batch and outlasts the write.
class PlanDeleter {
 public:
  PlanDeleter() = default;
  template <class Plan>
  PlanDeleter(const std::default_delete<Plan>&) {}  // NOLINT(google-explicit-constructor): as unique_ptr converts
  static PlanDeleter of_borrowed() {
    PlanDeleter deleter;
    deleter.owns_ = false;
    return deleter;
  }
  void operator()(const WritePlan* plan) const {
    if (owns_) delete plan;
  }

 private:
  bool owns_ = true;
};
using PlanPointer = std::unique_ptr<const WritePlan, PlanDeleter>;

// What happened. The old item is the outcome's own, the new one may be the plan's.
struct WriteOutcome {
  std::optional<std::string> old_item;  // encoded; nullopt: there was none
  size_t old_size = 0;                  // as DynamoDB counts it
  Change change;
  // Of the item's collection after the change, index entries included; nullopt without local secondary indexes.
  std::optional<int64_t> collection_bytes;
};

// Called exactly once, after the write is durable (or failed), on a writer thread: do little, do not block.
using WriteDone = UniqueFunction<void(ApiResult<WriteOutcome>&&)>;

// Who makes a change: shown in the stream's records. On disk by this number: pinned.
enum class ChangeOrigin : uint8_t { kUser = 0, kTimeToLive = 1 };

class TransactionRun;

struct ItemWrite {
  TableRef table;
  ItemKey key;
  PlanPointer plan;  // stays until done has returned
  WriteDone done;
  ChangeOrigin origin = ChangeOrigin::kUser;
  // Set by the store alone: what it is an action of; done is then empty.
  std::shared_ptr<TransactionRun> transaction = nullptr;
};

}  // namespace basalt::store
