#include "wire/faulted_store.h"

#include <utility>

#include "basalt/store/store_image.h"

namespace basalt::wire {

using store::TableRef;

FaultedStore::FaultedStore(store::Store& store, const InjectedFaults& faults, std::optional<ApiError> refusal)
    : store_(store),
      refusal_(std::move(refusal)),
      unprocessed_(faults.unprocessed),
      change_log_(store.change_log().delayed(faults.stream_lag)) {}

Failure<ApiError> FaultedStore::refuse() {
  refused_ = true;
  return Failure{*refusal_};
}

void FaultedStore::submit(store::ItemWrite write) {
  if (refusal_) return write.done(refuse());
  store_.submit(std::move(write));
}

// BatchWriteItem submits its writes in the request's order; those that find a writer busy come back to the client.
void FaultedStore::submit(std::vector<store::ItemWrite> writes) {
  std::vector<store::ItemWrite> kept;
  for (size_t i = 0; i < writes.size(); ++i) {
    if (refusal_) {
      writes[i].done(refuse());
    } else if (i < unprocessed_.size() && unprocessed_[i]) {
      writes[i].done(Failure{ApiError::beyond_capacity()});
    } else {
      kept.push_back(std::move(writes[i]));
    }
  }
  if (!kept.empty()) store_.submit(std::move(kept));
}

void FaultedStore::submit(store::Transaction transaction) {
  if (refusal_) return transaction.done(refuse());
  store_.submit(std::move(transaction));
}

ApiResult<std::unique_ptr<const store::StoreImage>> FaultedStore::image(uint64_t max_bytes) {
  return store_.image(max_bytes);
}

ApiResult<void> FaultedStore::restore(const store::StoreImage& image) { return store_.restore(image); }

TableRef FaultedStore::find(std::string_view scope, std::string_view name) const {
  return store_.catalog().find(scope, name);
}

store::Catalog::Names FaultedStore::list(std::string_view scope, std::string_view after, size_t limit) const {
  return store_.catalog().list(scope, after, limit);
}

size_t FaultedStore::table_count(std::string_view scope) const { return store_.catalog().table_count(scope); }

std::vector<TableRef> FaultedStore::select(const Wanted& wanted) const { return store_.catalog().select(wanted); }

ApiResult<TableRef> FaultedStore::create(store::TableDefinition definition) {
  if (refusal_) return refuse();
  return store_.catalog().create(std::move(definition));
}

ApiResult<TableRef> FaultedStore::update(store::TableDefinition definition) {
  if (refusal_) return refuse();
  return store_.catalog().update(std::move(definition));
}

ApiResult<TableRef> FaultedStore::edit(const store::Table& table, const Edit& edit) {
  if (refusal_) return refuse();
  return store_.catalog().edit(table, edit);
}

ApiResult<void> FaultedStore::remove(const store::Table& table) {
  if (refusal_) return refuse();
  return store_.catalog().remove(table);
}

}  // namespace basalt::wire
