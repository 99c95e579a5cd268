#include "basalt/operations/list_tables.h"

#include "operations/table_change.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxNamesPerPage = 100;

}  // namespace

ApiResult<ListTables::Response> ListTables::run(Context& context, const Request& request) {
  const store::Catalog& catalog = context.store.catalog();
  const size_t limit = request.limit ? static_cast<size_t>(*request.limit) : kMaxNamesPerPage;
  const std::string after = request.exclusive_start_table_name.value_or("");
  const auto page = catalog.list(context.identity.scope, after, limit);
  Response response;
  for (const std::string& name : page.names) {
    const auto table = catalog.find(context.identity.scope, name);
    if (table && !TRY(finish_deletion(context, *table))) response.table_names.push_back(name);
  }
  if (page.more) response.last_evaluated_table_name = page.names.back();
  return response;
}

}  // namespace basalt::operations
