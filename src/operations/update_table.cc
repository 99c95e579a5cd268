#include "basalt/operations/update_table.h"

#include <algorithm>

#include "operations/index_update.h"
#include "operations/table_change.h"
#include "operations/table_checks.h"
#include "operations/table_settings.h"

namespace basalt::operations {
namespace {

using Request = UpdateTable::Request;

bool updates_indexes(const Request& request) { return request.index_updates && !request.index_updates->empty(); }

bool creates_or_deletes_index(const Request& request) {
  return updates_indexes(request) &&
         std::any_of(request.index_updates->begin(), request.index_updates->end(),
                     [](const IndexUpdate& update) { return update.create || update.delete_name; });
}

// How many of the things a request can ask for it asks for.
int changes(const Request& request) {
  return request.throughput.has_value() + request.billing_mode.has_value() + request.stream.has_value() +
         updates_indexes(request) + request.sse.has_value() + request.deletion_protection.has_value() +
         request.on_demand.has_value() + request.warm.has_value() + request.table_class.has_value();
}

ApiResult<void> check_combination(const Request& request) {
  const int count = changes(request);
  if (count == 0) {
    return Failure{ApiError::validation(
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, "
        "SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, "
        "DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required")};
  }
  const auto alone = [count](bool asked, std::string_view what) -> ApiResult<void> {
    if (!asked || count == 1) return {};
    return Failure{invalid_parameter(std::string(what) + " must be the only operation in the request")};
  };
  TRY(alone(request.sse.has_value(), "Server-Side Encryption modification"));
  TRY(alone(request.table_class.has_value(), "TableClass modification"));
  TRY(alone(request.deletion_protection.has_value(), "DeletionProtection modification"));
  if (request.warm && creates_or_deletes_index(request)) {
    return Failure{invalid_parameter("Create global secondary index cannot be specified when updating WarmThroughput")};
  }
  TRY(alone(request.warm.has_value(), "WarmThroughput"));
  if (request.on_demand && count > (request.billing_mode ? 2 : 1)) {
    return Failure{
        invalid_parameter("OnDemandThroughput can only be combined with BillingMode in an UpdateTable request")};
  }
  if (request.throughput && request.stream) {
    return Failure{invalid_parameter("You cannot modify stream status while updating table IOPS")};
  }
  if (request.throughput && creates_or_deletes_index(request)) {
    return Failure{invalid_parameter("You cannot create or delete index while updating table IOPS")};
  }
  if (request.stream && creates_or_deletes_index(request)) {
    return Failure{invalid_parameter("You cannot create or delete index while changing stream status")};
  }
  return {};
}

ApiResult<void> check_members(const Request& request) {
  if (request.unsupported_member) {
    return Failure{ApiError::validation(*request.unsupported_member + " is not supported by this server")};
  }
  TRY(check_combination(request));
  const bool on_demand = request.billing_mode == store::BillingMode::kPayPerRequest;
  if (request.billing_mode == store::BillingMode::kProvisioned && !request.throughput) {
    return Failure{invalid_parameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED")};
  }
  if (on_demand && request.throughput) {
    return Failure{invalid_parameter("ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST")};
  }
  if (request.throughput) TRY(check_throughput_bounds(*request.throughput));
  if (request.sse) TRY(check_sse(*request.sse));
  if (request.table_class) TRY(parse_table_class(*request.table_class));
  return updates_indexes(request) ? check_index_updates(*request.index_updates) : ApiResult<void>{};
}

// Billing and throughput of the table.

ApiResult<void> change_throughput(const ThroughputParameter& wanted, double now, bool was_provisioned,
                                  store::Throughput& throughput) {
  const bool same = wanted.read_units == throughput.read_units && wanted.write_units == throughput.write_units;
  if (same && was_provisioned) {
    const auto figures = [](std::string_view member, int64_t current, int64_t requested) {
      return "Current " + std::string(member) + " provisioned for the table: " + std::to_string(current) +
             ". Requested " + std::string(member) + ": " + std::to_string(requested) + ". ";
    };
    return Failure{ApiError::validation(
        "The provisioned throughput for the table will not change. The requested value equals the current value. " +
        figures("ReadCapacityUnits", throughput.read_units, wanted.read_units) +
        figures("WriteCapacityUnits", throughput.write_units, wanted.write_units) +
        "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.")};
  }
  set_throughput(wanted, now, throughput);
  return {};
}

ApiResult<void> change_billing(const Request& request, double now, store::TableDefinition& definition) {
  const store::BillingMode before = definition.billing_mode;
  const store::BillingMode after = request.billing_mode.value_or(before);
  if (after == store::BillingMode::kPayPerRequest && request.throughput) {
    return Failure{
        invalid_parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
                          "PAY_PER_REQUEST")};
  }
  const bool was_provisioned = before == store::BillingMode::kProvisioned;
  definition.billing_mode = after;
  if (after == store::BillingMode::kPayPerRequest && was_provisioned) {
    definition.pay_per_request_since_seconds = now;
    set_throughput({}, now, definition.throughput);
    for (store::GlobalIndex& index : definition.global_indexes) set_throughput({}, now, index.throughput);
  }
  if (after == store::BillingMode::kProvisioned && !was_provisioned) {
    definition.on_demand = {};
    TRY(check_every_index_gets_throughput(definition, request.index_updates));
  }
  if (request.throughput) return change_throughput(*request.throughput, now, was_provisioned, definition.throughput);
  return {};
}

ApiResult<void> change_stream(const Context& context, const StreamParameter& stream,
                              store::TableDefinition& definition) {
  if (stream.enabled && !stream.view_type) {
    return Failure{invalid_parameter("If stream is being enabled then UpdateViewType is required")};
  }
  if (!stream.enabled && stream.view_type) {
    return Failure{invalid_parameter("If stream is being disabled, then UpdateViewType must not be specified")};
  }
  if (stream.enabled && definition.stream) {
    return Failure{ApiError::validation("Table already has an enabled stream: TableName: " + definition.name)};
  }
  if (!stream.enabled && !definition.stream) {
    return Failure{ApiError::validation("Table has no stream to disable: TableName: " + definition.name)};
  }
  if (stream.enabled) {
    definition.stream = new_stream(*stream.view_type, context.clock, definition.closed_streams);
  } else {
    close_stream(context.store.change_log().horizon(), definition);
  }
  return {};
}

ApiResult<void> change_sse(const SseParameter& sse, const Identity& identity, store::TableDefinition& definition) {
  auto wanted = sse_settings(sse, identity);
  if (!wanted && !definition.sse) return Failure{invalid_parameter("Table is already encrypted by default")};
  if (wanted && definition.sse && wanted->kms_key_arn == definition.sse->kms_key_arn) {
    return Failure{
        invalid_parameter("Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you "
                          "want to change Master Key")};
  }
  definition.sse = std::move(wanted);
  return {};
}

ApiResult<void> apply(const Context& context, const Request& request, store::TableDefinition& definition) {
  const double now = seconds_since_epoch(context.clock);
  const ThroughputOwner table{};
  TRY(change_billing(request, now, definition));
  if (request.on_demand) {
    TRY(check_on_demand(*request.on_demand, definition.billing_mode, table, true));
    definition.on_demand = on_demand_of(*request.on_demand, definition.on_demand);
  }
  if (request.warm) TRY(raise_warm_throughput(*request.warm, table, definition.warm));
  if (request.stream) TRY(change_stream(context, *request.stream, definition));
  if (request.sse) TRY(change_sse(*request.sse, context.identity, definition));
  if (request.table_class) {
    definition.table_class = TRY(parse_table_class(*request.table_class));
    definition.table_class_since_seconds = now;
  }
  if (request.deletion_protection) definition.deletion_protection = *request.deletion_protection;
  if (updates_indexes(request)) {
    TRY(apply_index_updates(*request.index_updates, request.attribute_definitions, now, definition));
  }
  return {};
}

}  // namespace

ApiResult<UpdateTable::Response> UpdateTable::run(Context& context, const Request& request) {
  TRY(check_members(request));
  auto table = TRY(change_table(context, request.table_name,
                                [&](const store::Table& before, store::TableDefinition& definition) -> ApiResult<void> {
                                  TRY(check_not_in_use(context, before));
                                  TRY(apply(context, request, definition));
                                  definition.pending = begin_transition(context, store::Transition::kUpdating);
                                  return {};
                                }));
  return Response{{std::move(table), TableStatus::kUpdating, seconds_since_epoch(context.clock)}};
}

}  // namespace basalt::operations
