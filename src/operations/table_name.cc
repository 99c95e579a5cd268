#include "basalt/operations/table_name.h"

#include <optional>

#include "basalt/operations/table_status.h"
#include "operations/arn.h"
#include "operations/table_change.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kArnPrefix = "arn:";
constexpr std::string_view kTableResource = "table/";

struct TableArn {
  std::string_view region;
  std::string_view account;
  std::string_view table;
};

// arn:aws:dynamodb:region:account:table/name, in any partition (aws, aws-cn, …).
std::optional<TableArn> parse_table_arn(std::string_view arn) {
  const auto parsed = parse_arn(arn);
  if (!parsed || parsed->service != "dynamodb" || !parsed->resource.starts_with(kTableResource)) return std::nullopt;
  const std::string_view table = parsed->resource.substr(kTableResource.size());
  if (table.empty() || table.find('/') != std::string_view::npos) return std::nullopt;
  return TableArn{parsed->region, parsed->account, table};
}

bool serves_items(const store::Table& table, const Clock& clock) {
  const auto status = table_status(table.definition(), clock);
  return status == TableStatus::kActive || status == TableStatus::kUpdating;
}

// A call is counted with the first table that it names.
void note(const Context& context, const store::TableRef& table) {
  if (context.summary != nullptr && context.summary->table == nullptr) context.summary->table = table;
}

}  // namespace

std::string table_arn(const Identity& identity, std::string_view name) {
  return std::string("arn:aws:dynamodb:")
      .append(identity.region)
      .append(":")
      .append(identity.account)
      .append(":table/")
      .append(name);
}

std::string no_global_table(std::string_view name) {
  return "Global table with name: '" + std::string(name) + "' does not exist.";
}

ApiResult<std::string> table_name_of(const Context& context, std::string_view name_or_arn) {
  if (!name_or_arn.starts_with(kArnPrefix)) return std::string(name_or_arn);
  const auto arn = parse_table_arn(name_or_arn);
  if (!arn) {
    return Failure{
        ApiError::validation("Invalid TableArn: Invalid ResourceArn provided as input " + std::string(name_or_arn))};
  }
  const bool elsewhere = arn->account != context.identity.account || arn->region != context.identity.region;
  if (context.settings.scope_per_account && elsewhere) return Failure{ApiError::requested_resource_not_found()};
  return std::string(arn->table);
}

ApiResult<store::TableRef> find_table(const Context& context, std::string_view name_or_arn) {
  const bool is_arn = name_or_arn.starts_with(kArnPrefix);
  const std::string of_arn = is_arn ? TRY(table_name_of(context, name_or_arn)) : std::string();
  auto table = context.store.catalog().find(context.identity.scope, is_arn ? of_arn : name_or_arn);
  if (!table || !serves_items(*table, context.clock)) return Failure{ApiError::requested_resource_not_found()};
  note(context, table);
  return table;
}

ApiResult<store::TableRef> find_table_in_any_status(const Context& context, std::string_view name_or_arn) {
  const std::string name = TRY(table_name_of(context, name_or_arn));
  auto table = context.store.catalog().find(context.identity.scope, name);
  if (!table || TRY(finish_deletion(context, *table))) return Failure{ApiError::table_not_found(name)};
  note(context, table);
  return table;
}

}  // namespace basalt::operations
