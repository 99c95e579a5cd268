// TableDefinition: everything the catalog keeps about a table; what CreateTable and UpdateTable decide and
// DescribeTable shows. A plain value; changed by copy and replaced whole.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basalt/base/strong_id.h"
#include "basalt/value/attribute_value.h"

namespace basalt::store {

using SpaceId = StrongId<struct SpaceIdTag>;  // of a table or an index: the first 8 bytes of its rows' keys

struct AttributeDefinition {
  std::string name;
  AttributeType type = AttributeType::kString;  // S, N or B
};

// Tables have one partition and at most one sort attribute; global secondary indexes up to four of each.
struct KeySchema {
  std::vector<std::string> partition;
  std::vector<std::string> sort;
};

struct Throughput {
  int64_t read_units = 0;
  int64_t write_units = 0;
  std::optional<double> last_increase_seconds;  // since the epoch
  std::optional<double> last_decrease_seconds;
  int64_t decreases_today = 0;  // on the UTC day of the last decrease
};

// -1 in a request removes a maximum; absent here then.
struct OnDemandThroughput {
  std::optional<int64_t> max_read_units;
  std::optional<int64_t> max_write_units;
};

struct WarmThroughput {
  int64_t read_units_per_second = 12000;
  int64_t write_units_per_second = 4000;
};

enum class ProjectionType { kAll, kKeysOnly, kInclude };

struct IndexProjection {
  ProjectionType type = ProjectionType::kAll;
  std::vector<std::string> non_key_attributes;
};

struct LocalIndex {
  std::string name;
  SpaceId space;
  KeySchema key_schema;
  IndexProjection projection;
};

enum class IndexStatus { kCreating, kUpdating, kDeleting, kActive };

enum class ContributorInsightsMode { kAccessedAndThrottledKeys, kThrottledKeys };

// Contributor insights of a table or a global index, once they have been enabled or disabled.
struct ContributorInsights {
  bool enabled = false;
  ContributorInsightsMode mode = ContributorInsightsMode::kAccessedAndThrottledKeys;
  double last_update_seconds = 0;   // since the epoch
  int64_t enabled_ms = 0;           // since the epoch: when they were last enabled; part of the names of their rules
  int64_t transition_until_ms = 0;  // ENABLING or DISABLING until then
};

struct GlobalIndex {
  std::string name;
  SpaceId space;
  KeySchema key_schema;
  IndexProjection projection;
  Throughput throughput;
  OnDemandThroughput on_demand;
  WarmThroughput warm;
  IndexStatus status = IndexStatus::kActive;
  bool backfilling = false;
  std::optional<ContributorInsights> insights;
};

enum class BillingMode { kProvisioned, kPayPerRequest };
enum class TableClass { kStandard, kStandardInfrequentAccess };
enum class StreamViewType { kKeysOnly, kNewImage, kOldImage, kNewAndOldImages };

struct StreamSettings {
  StreamViewType view_type = StreamViewType::kNewAndOldImages;
  std::string label;   // "2026-01-31T12:00:00.000": names the stream in its ARN
  uint64_t start = 0;  // its records' sequences are greater; filled in by the catalog
};

// A stream that was turned off; readable until its last record is past the change log's retention.
struct ClosedStream {
  StreamSettings settings;
  uint64_t end = 0;  // its records' sequences are less; filled in by the catalog, 0 while writes to it may be under way
};

struct SseSettings {
  std::string kms_key_arn;
};

// kEnabling: expiry rows of the items that were there before are still being written. kDisabling: none are written any
// more, and those that are left are being erased.
enum class TimeToLiveStatus { kEnabling, kEnabled, kDisabling };

struct TimeToLiveSettings {
  std::string attribute_name;
  SpaceId space;  // of the expiry rows: a new one each time it is enabled
  TimeToLiveStatus status = TimeToLiveStatus::kEnabling;
};

// A change that is under way until a moment: CREATING, UPDATING or DELETING as long as transitions are delayed.
enum class Transition { kCreating, kUpdating, kDeleting };
struct PendingTransition {
  Transition kind = Transition::kCreating;
  int64_t until_ms = 0;  // since the epoch
};

// A range of the partition-hash space and who writes it. The map of a table is data: shards can split.
struct ShardDefinition {
  uint64_t id = 0;
  uint64_t first_hash = 0;  // up to the next shard's first_hash
};

struct TableDefinition {
  std::string scope;  // name space the table lives in: "" when all requests share one, else "account/region"
  std::string name;
  std::string arn;
  std::string table_id;  // the UUID DescribeTable shows
  SpaceId space;
  double created_seconds = 0;  // since the epoch
  std::vector<AttributeDefinition> attribute_definitions;
  KeySchema key_schema;
  BillingMode billing_mode = BillingMode::kProvisioned;
  std::optional<double> pay_per_request_since_seconds;  // LastUpdateToPayPerRequestDateTime
  Throughput throughput;
  OnDemandThroughput on_demand;
  WarmThroughput warm;
  std::optional<TableClass> table_class;  // absent: never set, DescribeTable then shows no summary
  std::optional<double> table_class_since_seconds;
  bool deletion_protection = false;
  std::optional<SseSettings> sse;
  std::optional<StreamSettings> stream;
  std::vector<ClosedStream> closed_streams;        // oldest first
  std::optional<TimeToLiveSettings> time_to_live;  // absent: DISABLED
  std::optional<ContributorInsights> insights;     // absent: never asked for
  std::vector<LocalIndex> local_indexes;
  std::vector<GlobalIndex> global_indexes;
  std::map<std::string, std::string> tags;
  std::optional<PendingTransition> pending;
  std::vector<ShardDefinition> shards;  // by first_hash; the first has 0
};

}  // namespace basalt::store
