#include "store/table_definition_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "basalt/base/check.h"

namespace basalt::store {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;

// What a document says that no definition can be; caught in read_table_definition.
struct Unreadable {
  std::string reason;
};

// One enum's values with AWS's strings: pinned, documents hold them.
template <class E, size_t N>
struct EnumNames {
  std::array<std::pair<E, std::string_view>, N> names;

  std::string write(E value) const {
    for (const auto& [known, name] : names) {
      if (known == value) return std::string(name);
    }
    CHECK(!"an enum value with a name");
    return {};
  }
  E read(const Json& json) const {
    const auto& text = json.get_ref<const std::string&>();
    for (const auto& [known, name] : names) {
      if (name == text) return known;
    }
    throw Unreadable{"unknown value " + text};
  }
};

constexpr EnumNames<AttributeType, 3> kAttributeTypes{
    {{{AttributeType::kString, "S"}, {AttributeType::kNumber, "N"}, {AttributeType::kBinary, "B"}}}};
constexpr EnumNames<ProjectionType, 3> kProjectionTypes{
    {{{ProjectionType::kAll, "ALL"}, {ProjectionType::kKeysOnly, "KEYS_ONLY"}, {ProjectionType::kInclude, "INCLUDE"}}}};
constexpr EnumNames<IndexStatus, 4> kIndexStatuses{{{{IndexStatus::kCreating, "CREATING"},
                                                     {IndexStatus::kUpdating, "UPDATING"},
                                                     {IndexStatus::kDeleting, "DELETING"},
                                                     {IndexStatus::kActive, "ACTIVE"}}}};
constexpr EnumNames<BillingMode, 2> kBillingModes{
    {{{BillingMode::kProvisioned, "PROVISIONED"}, {BillingMode::kPayPerRequest, "PAY_PER_REQUEST"}}}};
constexpr EnumNames<TableClass, 2> kTableClasses{
    {{{TableClass::kStandard, "STANDARD"}, {TableClass::kStandardInfrequentAccess, "STANDARD_INFREQUENT_ACCESS"}}}};
constexpr EnumNames<StreamViewType, 4> kStreamViewTypes{{{{StreamViewType::kKeysOnly, "KEYS_ONLY"},
                                                          {StreamViewType::kNewImage, "NEW_IMAGE"},
                                                          {StreamViewType::kOldImage, "OLD_IMAGE"},
                                                          {StreamViewType::kNewAndOldImages, "NEW_AND_OLD_IMAGES"}}}};
constexpr EnumNames<TimeToLiveStatus, 3> kTimeToLiveStatuses{{{{TimeToLiveStatus::kEnabling, "ENABLING"},
                                                               {TimeToLiveStatus::kEnabled, "ENABLED"},
                                                               {TimeToLiveStatus::kDisabling, "DISABLING"}}}};
constexpr EnumNames<Transition, 3> kTransitions{
    {{{Transition::kCreating, "CREATING"}, {Transition::kUpdating, "UPDATING"}, {Transition::kDeleting, "DELETING"}}}};

constexpr EnumNames<ContributorInsightsMode, 2> kInsightsModes{
    {{{ContributorInsightsMode::kAccessedAndThrottledKeys, "ACCESSED_AND_THROTTLED_KEYS"},
      {ContributorInsightsMode::kThrottledKeys, "THROTTLED_KEYS"}}}};

template <class T>
void put_optional(Json& json, const char* name, const std::optional<T>& value) {
  if (value.has_value()) json[name] = *value;
}

template <class T>
void get(const Json& json, const char* name, T& out) {
  if (const auto found = json.find(name); found != json.end()) found->get_to(out);
}

template <class T>
void get_optional(const Json& json, const char* name, std::optional<T>& out) {
  if (const auto found = json.find(name); found != json.end()) out = found->template get<T>();
}

// Calls read with the member when there is one.
template <class Read>
void with(const Json& json, const char* name, Read&& read) {
  if (const auto found = json.find(name); found != json.end()) read(*found);
}

Json write(const KeySchema& schema) { return {{"Partition", schema.partition}, {"Sort", schema.sort}}; }

KeySchema read_key_schema(const Json& json) {
  KeySchema schema;
  get(json, "Partition", schema.partition);
  get(json, "Sort", schema.sort);
  return schema;
}

Json write(const Throughput& throughput) {
  Json json{{"ReadCapacityUnits", throughput.read_units},
            {"WriteCapacityUnits", throughput.write_units},
            {"NumberOfDecreasesToday", throughput.decreases_today}};
  put_optional(json, "LastIncreaseDateTime", throughput.last_increase_seconds);
  put_optional(json, "LastDecreaseDateTime", throughput.last_decrease_seconds);
  return json;
}

Throughput read_throughput(const Json& json) {
  Throughput throughput;
  get(json, "ReadCapacityUnits", throughput.read_units);
  get(json, "WriteCapacityUnits", throughput.write_units);
  get(json, "NumberOfDecreasesToday", throughput.decreases_today);
  get_optional(json, "LastIncreaseDateTime", throughput.last_increase_seconds);
  get_optional(json, "LastDecreaseDateTime", throughput.last_decrease_seconds);
  return throughput;
}

Json write(const OnDemandThroughput& on_demand) {
  Json json = Json::object();
  put_optional(json, "MaxReadRequestUnits", on_demand.max_read_units);
  put_optional(json, "MaxWriteRequestUnits", on_demand.max_write_units);
  return json;
}

OnDemandThroughput read_on_demand(const Json& json) {
  OnDemandThroughput on_demand;
  get_optional(json, "MaxReadRequestUnits", on_demand.max_read_units);
  get_optional(json, "MaxWriteRequestUnits", on_demand.max_write_units);
  return on_demand;
}

Json write(const WarmThroughput& warm) {
  return {{"ReadUnitsPerSecond", warm.read_units_per_second}, {"WriteUnitsPerSecond", warm.write_units_per_second}};
}

WarmThroughput read_warm(const Json& json) {
  WarmThroughput warm;
  get(json, "ReadUnitsPerSecond", warm.read_units_per_second);
  get(json, "WriteUnitsPerSecond", warm.write_units_per_second);
  return warm;
}

void write(const std::optional<ContributorInsights>& insights, Json& json) {
  if (!insights.has_value()) return;
  json["ContributorInsights"] = {{"Enabled", insights->enabled},
                                 {"Mode", kInsightsModes.write(insights->mode)},
                                 {"LastUpdateDateTime", insights->last_update_seconds},
                                 {"EnabledMilliseconds", insights->enabled_ms},
                                 {"TransitionUntilMilliseconds", insights->transition_until_ms}};
}

std::optional<ContributorInsights> read_insights(const Json& json) {
  std::optional<ContributorInsights> insights;
  with(json, "ContributorInsights", [&](const Json& value) {
    get(value, "Enabled", insights.emplace().enabled);
    with(value, "Mode", [&](const Json& mode) { insights->mode = kInsightsModes.read(mode); });
    get(value, "LastUpdateDateTime", insights->last_update_seconds);
    get(value, "EnabledMilliseconds", insights->enabled_ms);
    get(value, "TransitionUntilMilliseconds", insights->transition_until_ms);
  });
  return insights;
}

// What local and global indexes have alike.
template <class Index>
Json write_index(const Index& index) {
  return {{"IndexName", index.name},
          {"Space", index.space.value},
          {"KeySchema", write(index.key_schema)},
          {"ProjectionType", kProjectionTypes.write(index.projection.type)},
          {"NonKeyAttributes", index.projection.non_key_attributes}};
}

template <class Index>
Index read_index(const Json& json) {
  Index index;
  get(json, "IndexName", index.name);
  get(json, "Space", index.space.value);
  with(json, "KeySchema", [&](const Json& schema) { index.key_schema = read_key_schema(schema); });
  with(json, "ProjectionType", [&](const Json& type) { index.projection.type = kProjectionTypes.read(type); });
  get(json, "NonKeyAttributes", index.projection.non_key_attributes);
  return index;
}

Json write(const GlobalIndex& index) {
  Json json = write_index(index);
  json["ProvisionedThroughput"] = write(index.throughput);
  json["OnDemandThroughput"] = write(index.on_demand);
  json["WarmThroughput"] = write(index.warm);
  json["IndexStatus"] = kIndexStatuses.write(index.status);
  json["Backfilling"] = index.backfilling;
  write(index.insights, json);
  return json;
}

GlobalIndex read_global_index(const Json& json) {
  auto index = read_index<GlobalIndex>(json);
  with(json, "ProvisionedThroughput", [&](const Json& value) { index.throughput = read_throughput(value); });
  with(json, "OnDemandThroughput", [&](const Json& value) { index.on_demand = read_on_demand(value); });
  with(json, "WarmThroughput", [&](const Json& value) { index.warm = read_warm(value); });
  with(json, "IndexStatus", [&](const Json& value) { index.status = kIndexStatuses.read(value); });
  get(json, "Backfilling", index.backfilling);
  index.insights = read_insights(json);
  return index;
}

Json write(const StreamSettings& stream) {
  return {{"StreamViewType", kStreamViewTypes.write(stream.view_type)},
          {"StreamLabel", stream.label},
          {"Start", stream.start}};
}

StreamSettings read_stream(const Json& json) {
  StreamSettings stream;
  stream.view_type = kStreamViewTypes.read(json.at("StreamViewType"));
  get(json, "StreamLabel", stream.label);
  get(json, "Start", stream.start);
  return stream;
}

void write_lists(const TableDefinition& definition, Json& json) {
  Json& attributes = json["AttributeDefinitions"] = Json::array();
  for (const AttributeDefinition& attribute : definition.attribute_definitions) {
    attributes.push_back({{"AttributeName", attribute.name}, {"AttributeType", kAttributeTypes.write(attribute.type)}});
  }
  Json& local = json["LocalSecondaryIndexes"] = Json::array();
  for (const LocalIndex& index : definition.local_indexes) local.push_back(write_index(index));
  Json& global = json["GlobalSecondaryIndexes"] = Json::array();
  for (const GlobalIndex& index : definition.global_indexes) global.push_back(write(index));
  Json& shards = json["Shards"] = Json::array();
  for (const ShardDefinition& shard : definition.shards) {
    shards.push_back({{"Id", shard.id}, {"FirstHash", shard.first_hash}});
  }
}

void write_options(const TableDefinition& definition, Json& json) {
  write(definition.insights, json);
  put_optional(json, "LastUpdateToPayPerRequestDateTime", definition.pay_per_request_since_seconds);
  if (definition.table_class.has_value()) json["TableClass"] = kTableClasses.write(*definition.table_class);
  put_optional(json, "TableClassLastUpdateDateTime", definition.table_class_since_seconds);
  if (definition.sse.has_value()) json["SSE"] = {{"KMSMasterKeyArn", definition.sse->kms_key_arn}};
  if (definition.stream.has_value()) {
    json["Stream"] = write(*definition.stream);
  }
  for (const ClosedStream& closed : definition.closed_streams) {
    Json stream = write(closed.settings);
    stream["End"] = closed.end;
    json["ClosedStreams"].push_back(std::move(stream));
  }
  if (definition.time_to_live.has_value()) {
    json["TimeToLive"] = {{"AttributeName", definition.time_to_live->attribute_name},
                          {"Space", definition.time_to_live->space.value},
                          {"TimeToLiveStatus", kTimeToLiveStatuses.write(definition.time_to_live->status)}};
  }
  if (definition.pending.has_value()) {
    json["Pending"] = {{"Transition", kTransitions.write(definition.pending->kind)},
                       {"UntilMilliseconds", definition.pending->until_ms}};
  }
}

void read_lists(const Json& json, TableDefinition& definition) {
  with(json, "AttributeDefinitions", [&](const Json& list) {
    for (const Json& attribute : list) {
      definition.attribute_definitions.push_back(
          {attribute.at("AttributeName").get<std::string>(), kAttributeTypes.read(attribute.at("AttributeType"))});
    }
  });
  with(json, "LocalSecondaryIndexes", [&](const Json& list) {
    for (const Json& index : list) definition.local_indexes.push_back(read_index<LocalIndex>(index));
  });
  with(json, "GlobalSecondaryIndexes", [&](const Json& list) {
    for (const Json& index : list) definition.global_indexes.push_back(read_global_index(index));
  });
  for (const Json& shard : json.at("Shards")) {
    definition.shards.push_back({shard.at("Id").get<uint64_t>(), shard.at("FirstHash").get<uint64_t>()});
  }
}

void read_options(const Json& json, TableDefinition& definition) {
  definition.insights = read_insights(json);
  get_optional(json, "LastUpdateToPayPerRequestDateTime", definition.pay_per_request_since_seconds);
  with(json, "TableClass", [&](const Json& value) { definition.table_class = kTableClasses.read(value); });
  get_optional(json, "TableClassLastUpdateDateTime", definition.table_class_since_seconds);
  with(json, "SSE", [&](const Json& value) { get(value, "KMSMasterKeyArn", definition.sse.emplace().kms_key_arn); });
  with(json, "Stream", [&](const Json& value) { definition.stream = read_stream(value); });
  with(json, "ClosedStreams", [&](const Json& list) {
    for (const Json& stream : list) {
      get(stream, "End", definition.closed_streams.emplace_back(ClosedStream{read_stream(stream), 0}).end);
    }
  });
  with(json, "TimeToLive", [&](const Json& value) {
    TimeToLiveSettings& time_to_live = definition.time_to_live.emplace();
    value.at("AttributeName").get_to(time_to_live.attribute_name);
    value.at("Space").get_to(time_to_live.space.value);
    time_to_live.status = kTimeToLiveStatuses.read(value.at("TimeToLiveStatus"));
  });
  with(json, "Pending", [&](const Json& value) {
    PendingTransition& pending = definition.pending.emplace();
    pending.kind = kTransitions.read(value.at("Transition"));
    get(value, "UntilMilliseconds", pending.until_ms);
  });
}

TableDefinition read(const Json& json) {
  if (const int format = json.at("Format").get<int>(); format > kFormat) {
    throw Unreadable{"table document format " + std::to_string(format) + " is newer than this version knows"};
  }
  TableDefinition definition;
  json.at("Scope").get_to(definition.scope);
  json.at("TableName").get_to(definition.name);
  json.at("Space").get_to(definition.space.value);
  get(json, "TableArn", definition.arn);
  get(json, "TableId", definition.table_id);
  get(json, "CreationDateTime", definition.created_seconds);
  definition.key_schema = read_key_schema(json.at("KeySchema"));
  with(json, "BillingMode", [&](const Json& value) { definition.billing_mode = kBillingModes.read(value); });
  with(json, "ProvisionedThroughput", [&](const Json& value) { definition.throughput = read_throughput(value); });
  with(json, "OnDemandThroughput", [&](const Json& value) { definition.on_demand = read_on_demand(value); });
  with(json, "WarmThroughput", [&](const Json& value) { definition.warm = read_warm(value); });
  get(json, "DeletionProtectionEnabled", definition.deletion_protection);
  get(json, "Tags", definition.tags);
  read_lists(json, definition);
  read_options(json, definition);
  return definition;
}

}  // namespace

std::string write_table_definition(const TableDefinition& definition) {
  Json json{{"Format", kFormat},
            {"Scope", definition.scope},
            {"TableName", definition.name},
            {"TableArn", definition.arn},
            {"TableId", definition.table_id},
            {"Space", definition.space.value},
            {"CreationDateTime", definition.created_seconds},
            {"KeySchema", write(definition.key_schema)},
            {"BillingMode", kBillingModes.write(definition.billing_mode)},
            {"ProvisionedThroughput", write(definition.throughput)},
            {"OnDemandThroughput", write(definition.on_demand)},
            {"WarmThroughput", write(definition.warm)},
            {"DeletionProtectionEnabled", definition.deletion_protection},
            {"Tags", definition.tags}};
  write_lists(definition, json);
  write_options(definition, json);
  return json.dump();
}

Result<TableDefinition, std::string> read_table_definition(std::string_view document) {
  try {
    return read(Json::parse(document));
  } catch (const Json::exception& error) {
    return Failure{std::string(error.what())};
  } catch (const Unreadable& error) {
    return Failure{error.reason};
  }
}

}  // namespace basalt::store
