#include "basalt/operations/transact_get_items.h"

#include <string>
#include <utility>

#include "basalt/operations/table_name.h"
#include "operations/transaction_read.h"

namespace basalt::operations {

// The checks that need no table are made of every get before the first table is looked for.
ApiResult<TransactGetItems::Response> TransactGetItems::run(Context& context, const Request& request) {
  std::vector<std::optional<expression::Projection>> projections;
  projections.reserve(request.transact_items.size());
  for (const GetItem::Request& get : request.transact_items) projections.push_back(TRY(check_request(get)));
  std::vector<store::TableRef> tables;
  std::vector<std::string> names;
  for (const GetItem::Request& get : request.transact_items) {
    tables.push_back(TRY(find_table(context, get.table_name)));
    names.push_back(get.table_name);
  }
  std::vector<ApiResult<PreparedRead>> reads;
  reads.reserve(tables.size());
  for (size_t i = 0; i < tables.size(); ++i) {
    reads.push_back(prepare_checked(std::move(tables[i]), std::move(projections[i]), request.transact_items[i]));
  }
  TransactionReads read = TRY(read_transaction(context, reads, names, request.return_consumed_capacity));
  return Response{std::move(read.items), std::move(read.consumed_capacity)};
}

}  // namespace basalt::operations
