#include "basalt/operations/get_item.h"

#include <utility>

#include "basalt/operations/table_name.h"
#include "operations/checked_read.h"
#include "operations/key_access.h"

namespace basalt::operations {

ApiResult<std::optional<GetItem::Response>> GetItem::run(Context& context, const Request& request) {
  auto projection = TRY(check_request(request));
  store::TableRef table = TRY(find_table(context, request.table_name));
  const PreparedRead read = TRY(prepare_checked(std::move(table), std::move(projection), request));

  std::string row;
  const engine::ReadOptions options{.tier = context.read_tier};
  const store::ReadOutcome outcome = TRY(context.store.items().get(*read.table, read.key, options, row));
  if (outcome == store::ReadOutcome::kNotCached) return std::optional<Response>();
  Response response;
  size_t size = 0;
  if (outcome == store::ReadOutcome::kFound) {
    const store::StoredItem stored = store::read_stored_item(row);
    size = stored.size;
    response.item = shown_item(std::move(row), stored, read.projection);
  }
  const double units = read_units(size, request.consistent_read);
  count_read(*read.table, read.key, units);
  response.consumed_capacity = consumed_capacity(request.return_consumed_capacity, request.table_name, units);
  return std::optional(std::move(response));
}

}  // namespace basalt::operations
