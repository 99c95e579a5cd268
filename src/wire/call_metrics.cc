#include "basalt/wire/call_metrics.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "basalt/wire/dispatcher.h"

namespace basalt::wire {
namespace {

// The exceptions there are, in the order of their names; anything else is counted as the last.
constexpr std::string_view kErrors[] = {
    "AccessDeniedException",
    "BackupNotFoundException",
    "ConditionalCheckFailedException",
    "ContinuousBackupsUnavailableException",
    "DuplicateItemException",
    "ExpiredIteratorException",
    "ExportNotFoundException",
    "GlobalTableNotFoundException",
    "IdempotentParameterMismatchException",
    "ImportNotFoundException",
    "IncompleteSignatureException",
    "InternalServerError",
    "InvalidSignatureException",
    "ItemCollectionSizeLimitExceededException",
    "LimitExceededException",
    "MissingAuthenticationTokenException",
    "PolicyNotFoundException",
    "ProvisionedThroughputExceededException",
    "RequestEntityTooLargeException",
    "RequestLimitExceeded",
    "ResourceInUseException",
    "ResourceNotFoundException",
    "SerializationException",
    "ServiceUnavailableException",
    "TableNotFoundException",
    "ThrottlingException",
    "TransactionCanceledException",
    "TransactionConflictException",
    "TransactionInProgressException",
    "TrimmedDataAccessException",
    "UnknownOperationException",
    "ValidationException",
    "other",
};

size_t number_of_error(std::string_view name) {
  const auto last = std::prev(std::end(kErrors));
  const auto found = std::lower_bound(std::begin(kErrors), last, name);
  return static_cast<size_t>((found != last && *found == name ? found : last) - std::begin(kErrors));
}

bool is_throttling(std::string_view error) {
  return error == "ProvisionedThroughputExceededException" || error == "ThrottlingException" ||
         error == "RequestLimitExceeded";
}

constexpr std::string_view kReads[] = {"BatchGetItem", "GetItem", "GetRecords", "Query", "Scan", "TransactGetItems"};
constexpr std::string_view kWrites[] = {"BatchWriteItem", "DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

using metrics::Family;
using metrics::Labels;

constexpr Family kLatency{"aws_dynamodb_successful_request_latency_seconds",
                          "Time from a request's head to its answer, of those that succeed.", metrics::kMicrosecond};
constexpr Family kReturnedItems{"aws_dynamodb_returned_item_count_total",
                                "Items returned by Query, Scan and ExecuteStatement."};
constexpr Family kReturnedRecords{"aws_dynamodb_returned_records_count_total",
                                  "Stream records returned by GetRecords."};
constexpr Family kReturnedBytes{"aws_dynamodb_returned_bytes_total", "Bytes returned by GetRecords."};
constexpr Family kThrottled{"aws_dynamodb_throttled_requests_total", "Requests refused for want of throughput."};
constexpr Family kSystemErrors{"aws_dynamodb_system_errors_total", "Requests answered with HTTP status 500."};
constexpr double kHalf = 0.5;
constexpr Family kReadUnits{"aws_dynamodb_consumed_read_capacity_units_total", "Read capacity units consumed.", kHalf};
constexpr Family kWriteUnits{"aws_dynamodb_consumed_write_capacity_units_total", "Write capacity units consumed."};

void show_operation(const std::string& table, size_t number, const store::OperationUsage& usage, metrics::Page& page) {
  const Labels labels{{"table_name", table}, {"operation", std::string(action_name(number))}};
  page.histogram(kLatency, labels, usage.successful_latency_us.read());
  page.counter(kThrottled, labels, static_cast<double>(usage.throttled.value()));
  page.counter(kSystemErrors, labels, static_cast<double>(usage.system_errors.value()));
  const auto show = [&](const Family& family, uint64_t value) {
    if (value > 0) page.counter(family, labels, static_cast<double>(value));
  };
  show(kReturnedItems, usage.returned_items.value());
  show(kReturnedRecords, usage.returned_records.value());
  show(kReturnedBytes, usage.returned_bytes.value());
}

void show_operations(const store::TableUsage& usage, metrics::Page& page) {
  for (size_t number = 0; number < store::kMaxOperations; ++number) {
    if (const auto* operation = usage.find_operation(number)) show_operation(usage.name(), number, *operation, page);
  }
}

void show_table(const store::TableUsage& usage, metrics::Page& page) {
  const Labels table{{"table_name", usage.name()}};
  const Labels units{{"table_name", usage.name()}, {"global_secondary_index_name", ""}};
  const auto show = [&](const Family& family, const Labels& labels, uint64_t value) {
    page.counter(family, labels, static_cast<double>(value));
  };
  show(kReadUnits, units, usage.half_read_units.value());
  show(kWriteUnits, units, usage.write_units.value());
  show({"aws_dynamodb_read_throttle_events_total", "Reads refused for want of throughput."}, table,
       usage.read_throttle_events.value());
  show({"aws_dynamodb_write_throttle_events_total", "Writes refused for want of throughput."}, table,
       usage.write_throttle_events.value());
  show({"aws_dynamodb_conditional_check_failed_requests_total", "Writes whose condition was false."}, table,
       usage.conditional_check_failed.value());
  show({"aws_dynamodb_transaction_conflict_total", "Requests refused because of a transaction."}, table,
       usage.transaction_conflicts.value());
  show({"aws_dynamodb_time_to_live_deleted_item_count_total", "Items deleted because they had expired."}, table,
       usage.time_to_live_deletes.value());
}

}  // namespace

void CallMetrics::count(const AnsweredCall& call) {
  store::TableUsage& usage = call.summary.table != nullptr ? store::usage_of(*call.summary.table) : no_table_;
  if (call.status != 200) return count_error(call, usage);
  store::OperationUsage& operation = usage.operation(call.summary.operation);
  operation.successful_latency_us.observe(static_cast<uint64_t>(call.latency.count()));
  if (call.summary.returned_items > 0) operation.returned_items.add(call.summary.returned_items);
  if (call.summary.returned_records == 0) return;
  operation.returned_records.add(call.summary.returned_records);
  operation.returned_bytes.add(call.summary.returned_bytes);
}

// As CloudWatch: what has a metric of its own is no user error.
void CallMetrics::count_error(const AnsweredCall& call, store::TableUsage& usage) {
  errors_[number_of_error(call.error)].add();
  const std::string_view action = action_name(call.summary.operation);
  if (call.status == 500) {
    usage.operation(call.summary.operation).system_errors.add();
  } else if (is_throttling(call.error)) {
    usage.operation(call.summary.operation).throttled.add();
    if (is_one_of(kReads, action)) usage.read_throttle_events.add();
    if (is_one_of(kWrites, action)) usage.write_throttle_events.add();
  } else if (call.error == "ConditionalCheckFailedException") {
    usage.conditional_check_failed.add();
  } else if (call.status == 400) {
    user_errors_.add();
    if (call.error == "TransactionConflictException") usage.transaction_conflicts.add();
  }
}

void CallMetrics::show(const store::Store& store, metrics::Page& page) const {
  static_assert(std::size(kErrors) <= kMaxErrors);
  show_operations(no_table_, page);
  for (const auto& usage : store.usages().all()) {
    show_table(*usage, page);
    show_operations(*usage, page);
  }
  page.counter(
      {"aws_dynamodb_user_errors_total", "Requests answered with HTTP status 400 that no other metric counts."}, {},
      static_cast<double>(user_errors_.value()));
  for (size_t i = 0; i < std::size(kErrors); ++i) {
    if (errors_[i].value() == 0) continue;
    page.counter({"basalt_errors_total", "Requests answered with an error, by exception."},
                 {{"error", std::string(kErrors[i])}}, static_cast<double>(errors_[i].value()));
  }
}

}  // namespace basalt::wire
