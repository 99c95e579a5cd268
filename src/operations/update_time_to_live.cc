#include "basalt/operations/update_time_to_live.h"

#include "basalt/operations/table_status.h"
#include "basalt/store/time_to_live.h"
#include "operations/table_change.h"

namespace basalt::operations {
namespace {

using Status = store::TimeToLiveStatus;

// AWS also refuses a second change within half an hour or so. Here only the change before must be complete: tests turn
// TTL on and off.
ApiResult<void> check_change(const TimeToLiveSpecification& wanted,
                             const std::optional<store::TimeToLiveSettings>& current) {
  const bool active = current && current->status != Status::kDisabling;
  if (active && wanted.attribute_name != current->attribute_name) {
    return Failure{ApiError::validation("TimeToLive is active on a different AttributeName: current AttributeName is " +
                                        current->attribute_name)};
  }
  if (active && wanted.enabled) return Failure{ApiError::validation("TimeToLive is already enabled")};
  if (!active && !wanted.enabled) return Failure{ApiError::validation("TimeToLive is already disabled")};
  if (!active && current) {
    return Failure{ApiError::validation("Time to live has been modified multiple times within a fixed interval")};
  }
  return {};
}

ApiResult<void> change(const Context& context, const TimeToLiveSpecification& wanted, const store::Table& before,
                       store::TableDefinition& definition) {
  // Other changes of the table do not stand in the way.
  if (table_status(definition, context.clock) != TableStatus::kUpdating) TRY(check_not_in_use(context, before));
  TRY(check_change(wanted, definition.time_to_live));
  if (wanted.enabled) {
    definition.time_to_live = store::TimeToLiveSettings{wanted.attribute_name, {}, Status::kEnabling};
  } else {
    definition.time_to_live->status = Status::kDisabling;
  }
  return {};
}

}  // namespace

ApiResult<UpdateTimeToLive::Response> UpdateTimeToLive::run(Context& context, const Request& request) {
  const TimeToLiveSpecification& wanted = request.specification;
  const auto table = TRY(
      change_table(context, request.table_name, [&](const store::Table& before, store::TableDefinition& definition) {
        return change(context, wanted, before, definition);
      }));
  // What is quick is done before the answer, as it seems to be on AWS. The store does the rest, and tries again.
  if (!wanted.enabled) {
    (void)store::finish_disabling(context.store.engine(), context.store.catalog(), *table);
  } else if (table->counters().items == 0) {
    (void)store::finish_enabling(context.store.engine(), context.store.catalog(), *table);
  }
  return Response{wanted};
}

}  // namespace basalt::operations
