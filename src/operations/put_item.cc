#include "basalt/operations/put_item.h"

#include <utility>

#include "basalt/operations/table_name.h"
#include "operations/checked_write.h"
#include "operations/item_write.h"

namespace basalt::operations {
namespace {

ApiResult<PreparedWrite> prepare(const Context& context, PutItem::Request&& request) {
  CheckedPut put = TRY(check_request(request));
  store::TableRef table = TRY(find_table(context, request.table_name));
  return prepare_checked(std::move(table), std::move(put), std::move(request.table_name), request.parameters);
}

}  // namespace

void PutItem::start(Context& context, Request&& request, Reply<Response> reply) {
  const ReturnValues return_values = request.parameters.return_values;
  submit(
      context.store, prepare(context, std::move(request)),
      [return_values](store::WriteOutcome&& outcome) { return old_attributes(return_values, std::move(outcome)); },
      std::move(reply));
}

}  // namespace basalt::operations
