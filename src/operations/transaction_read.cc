#include "operations/transaction_read.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <utility>

#include "operations/cancellation.h"
#include "operations/key_access.h"
#include "operations/transaction_capacity.h"

namespace basalt::operations {
namespace {

// Read at once, so that items which are too large together are not all held to find that out.
constexpr size_t kReadsAtOnce = 10;

using Reads = std::span<const ApiResult<PreparedRead>>;

// How many reads from the first are of the same table, up to kReadsAtOnce.
size_t run_length(Reads reads) {
  size_t length = 1;
  while (length < std::min(reads.size(), kReadsAtOnce) && reads[length]->table == reads[0]->table) ++length;
  return length;
}

class SnapshotReader {
 public:
  explicit SnapshotReader(const Context& context)
      : items_(context.store.items()), snapshot_(context.store.engine().snapshot()) {}

  // Appends to items, and to sizes what DynamoDB counts of each.
  ApiResult<void> read(Reads reads, std::vector<std::optional<OwnedItem>>& items, std::vector<size_t>& sizes) {
    std::vector<store::ItemKey> keys;
    keys.reserve(reads.size());
    for (const ApiResult<PreparedRead>& read : reads) keys.push_back(read->key);
    std::array<std::optional<std::string>, kReadsAtOnce> rows;
    const std::span found = std::span(rows).first(keys.size());
    TRY(items_.multi_get(*reads[0]->table, keys, {.snapshot = snapshot_.get()}, found));
    for (size_t i = 0; i < reads.size(); ++i) {
      std::optional<OwnedItem>& item = items.emplace_back();
      sizes.push_back(0);
      if (!found[i]) continue;
      const store::StoredItem stored = store::read_stored_item(*found[i]);
      sizes.back() = stored.size;
      bytes_ += stored.size;
      if (bytes_ > kMaxTransactionBytes) return Failure{transaction_too_large()};
      item = shown_item(*std::move(found[i]), stored, reads[i]->projection);
      if (item->view().count() == 0) item.reset();
    }
    return {};
  }

 private:
  const store::ItemReader& items_;
  std::unique_ptr<engine::Snapshot> snapshot_;
  size_t bytes_ = 0;
};

}  // namespace

ApiResult<TransactionReads> read_transaction(const Context& context, const std::vector<ApiResult<PreparedRead>>& reads,
                                             const std::vector<std::string>& names, ReturnConsumedCapacity wanted) {
  if (auto refusal = transaction_refusal(reads)) return Failure{*std::move(refusal)};
  TransactionReads answer;
  std::vector<size_t> sizes;
  SnapshotReader reader(context);
  for (Reads rest(reads); !rest.empty();) {
    const size_t run = run_length(rest);
    TRY(reader.read(rest.first(run), answer.items, sizes));
    rest = rest.subspan(run);
  }
  for (size_t i = 0; i < sizes.size(); ++i) {
    count_read(*reads[i]->table, reads[i]->key, kTransactionFactor * read_units(sizes[i], true));
  }
  if (wanted == ReturnConsumedCapacity::kNone) return answer;
  TransactionCapacity capacity(TransactionCapacity::Kind::kRead);
  for (size_t i = 0; i < sizes.size(); ++i) {
    capacity.add(names[i], consumed_capacity(wanted, names[i], read_units(sizes[i], true)));
  }
  answer.consumed_capacity = std::move(capacity).total();
  return answer;
}

}  // namespace basalt::operations
