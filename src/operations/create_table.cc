#include "basalt/operations/create_table.h"

#include <cstdio>
#include <random>

#include "basalt/operations/table_name.h"
#include "operations/table_change.h"
#include "operations/table_checks.h"
#include "operations/table_settings.h"

namespace basalt::operations {
namespace {

using Request = CreateTable::Request;

store::BillingMode billing_of(const Request& request) {
  return request.billing_mode.value_or(store::BillingMode::kProvisioned);
}

ApiResult<void> check_billing(const Request& request) {
  if (billing_of(request) == store::BillingMode::kPayPerRequest) {
    if (!request.throughput) return {};
    return Failure{
        invalid_parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
                          "PAY_PER_REQUEST")};
  }
  if (!request.throughput) {
    return Failure{
        invalid_parameter("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is "
                          "PROVISIONED")};
  }
  return check_throughput_bounds(*request.throughput);
}

ApiResult<void> check_local_indexes(const Request& request, IndexChecks& checks) {
  if (!request.local_indexes) return {};
  if (request.local_indexes->empty()) return Failure{invalid_parameter("List of LocalSecondaryIndexes is empty")};
  if (request.key_schema.size() != 2) {
    return Failure{
        invalid_parameter("Table KeySchema does not have a range key, which is required when specifying a "
                          "LocalSecondaryIndex")};
  }
  for (const LocalIndexParameter& index : *request.local_indexes) TRY(checks.local(index));
  if (request.local_indexes->size() <= kMaxLocalIndexes) return {};
  return Failure{invalid_parameter("Number of LocalSecondaryIndexes exceeds per-table limit of " +
                                   std::to_string(kMaxLocalIndexes))};
}

ApiResult<void> check_global_indexes(const Request& request, IndexChecks& checks) {
  if (!request.global_indexes) return {};
  if (request.global_indexes->empty()) return Failure{invalid_parameter("List of GlobalSecondaryIndexes is empty")};
  for (const GlobalIndexParameter& index : *request.global_indexes) TRY(checks.global(index, billing_of(request)));
  if (request.global_indexes->size() <= kMaxGlobalIndexes) return {};
  return Failure{invalid_parameter("GlobalSecondaryIndex count exceeds the per-table limit of " +
                                   std::to_string(kMaxGlobalIndexes))};
}

ApiResult<void> check_stream(const StreamParameter& stream) {
  if (stream.enabled && !stream.view_type) {
    return Failure{invalid_parameter("Table is being created with a stream enabled, UpdateViewType is required")};
  }
  if (!stream.enabled && stream.view_type) {
    return Failure{
        invalid_parameter("Table is being created with a stream disabled, UpdateViewType should not be specified")};
  }
  return {};
}

ApiResult<void> check_definition(const Request& request) {
  TRY(check_billing(request));
  TRY(check_table_key(request.key_schema, request.attribute_definitions));
  IndexChecks indexes(request.key_schema, request.attribute_definitions);
  const bool has_indexes = request.local_indexes || request.global_indexes;
  if (!has_indexes) TRY(indexes.all_definitions_used(false));
  TRY(check_local_indexes(request, indexes));
  TRY(check_global_indexes(request, indexes));
  if (has_indexes) TRY(indexes.all_definitions_used(true));
  return {};
}

ApiResult<void> check_settings(const Request& request) {
  const ThroughputOwner table{};
  if (request.on_demand) TRY(check_on_demand(*request.on_demand, billing_of(request), table, false));
  if (request.warm) {
    TRY(check_initial_warm_throughput(*request.warm, billing_of(request), request.throughput, table));
  }
  if (request.stream) TRY(check_stream(*request.stream));
  if (request.sse) TRY(check_sse(*request.sse));
  if (request.unsupported_member) {
    return Failure{ApiError::validation(*request.unsupported_member + " is not supported by this server")};
  }
  return {};
}

// A random UUID (RFC 9562, version 4).
std::string random_uuid() {
  std::random_device random;
  std::uniform_int_distribution<uint32_t> any;
  const uint32_t a = any(random);
  const uint32_t b = any(random);
  const uint32_t c = any(random);
  const uint32_t d = any(random);
  char text[40];
  std::snprintf(text, sizeof text, "%08x-%04x-4%03x-%04x-%04x%08x", a, b >> 16, b & 0xfff, 0x8000 | (c >> 18),
                c & 0xffff, d);
  return text;
}

ApiResult<store::TableDefinition> new_definition(const Context& context, const Request& request, std::string name) {
  store::TableDefinition definition;
  const double now = seconds_since_epoch(context.clock);
  definition.scope = context.identity.scope;
  definition.arn = table_arn(context.identity, name);
  definition.name = std::move(name);
  definition.table_id = random_uuid();
  definition.created_seconds = now;
  definition.attribute_definitions = request.attribute_definitions;
  definition.key_schema = key_schema_of(request.key_schema);
  definition.billing_mode = billing_of(request);
  if (definition.billing_mode == store::BillingMode::kPayPerRequest) definition.pay_per_request_since_seconds = now;
  definition.throughput = throughput_of(request.throughput);
  if (request.on_demand) definition.on_demand = on_demand_of(*request.on_demand, {});
  definition.warm = initial_warm_throughput(request.warm, request.throughput);
  if (request.table_class) definition.table_class = TRY(parse_table_class(*request.table_class));
  definition.deletion_protection = request.deletion_protection;
  if (request.sse) definition.sse = sse_settings(*request.sse, context.identity);
  if (request.stream && request.stream->enabled) {
    definition.stream = new_stream(*request.stream->view_type, context.clock);
  }
  for (const LocalIndexParameter& index : request.local_indexes.value_or(std::vector<LocalIndexParameter>{})) {
    definition.local_indexes.push_back(
        {index.name, {}, key_schema_of(index.key_schema), projection_of(index.projection)});
  }
  for (const GlobalIndexParameter& index : request.global_indexes.value_or(std::vector<GlobalIndexParameter>{})) {
    definition.global_indexes.push_back(global_index_of(index));
  }
  if (request.tags) TRY(add_tags(*request.tags, definition.tags));
  definition.pending = begin_transition(context, store::Transition::kCreating);
  return definition;
}

ApiResult<void> check_table_quota(const Context& context) {
  const size_t limit = context.settings.tables_per_account;
  if (limit == 0 || context.store.catalog().table_count(context.identity.scope) < limit) return {};
  return Failure{ApiError::limit_exceeded("Subscriber limit exceeded: There is a limit of " + std::to_string(limit) +
                                          " tables per subscriber")};
}

}  // namespace

ApiResult<CreateTable::Response> CreateTable::run(Context& context, const Request& request) {
  TRY(check_definition(request));
  TRY(check_settings(request));
  std::string name = TRY(table_name_of(context, request.table_name));
  auto definition = TRY(new_definition(context, request, std::move(name)));
  store::Catalog& catalog = context.store.catalog();
  if (const auto existing = catalog.find(definition.scope, definition.name)) {
    TRY(finish_deletion(context, *existing));
  } else {
    TRY(check_table_quota(context));
  }
  auto table = TRY(catalog.create(std::move(definition)));
  return Response{{std::move(table), TableStatus::kCreating, seconds_since_epoch(context.clock)}};
}

}  // namespace basalt::operations
