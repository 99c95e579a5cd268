#include "wire/table_description_writer.h"

#include "basalt/value/dynamodb_json.h"
#include "wire/object_writer.h"
#include "wire/table_members.h"

namespace basalt::wire {
namespace {

using operations::TableStatus;
using store::TableDefinition;

void write_attribute_definitions(const TableDefinition& definition, ObjectWriter& object) {
  ArrayWriter array(object.key("AttributeDefinitions"));
  for (const store::AttributeDefinition& attribute : definition.attribute_definitions) {
    ObjectWriter element(array.element());
    element.string("AttributeName", attribute.name);
    element.string("AttributeType", type_name(attribute.type));
  }
}

void write_throughput(const store::Throughput& throughput, double now_seconds, ObjectWriter& object) {
  ObjectWriter members(object.key("ProvisionedThroughput"));
  if (throughput.last_increase_seconds) members.timestamp("LastIncreaseDateTime", *throughput.last_increase_seconds);
  if (throughput.last_decrease_seconds) members.timestamp("LastDecreaseDateTime", *throughput.last_decrease_seconds);
  members.integer("NumberOfDecreasesToday", operations::decreases_today(throughput, now_seconds));
  members.integer("ReadCapacityUnits", throughput.read_units);
  members.integer("WriteCapacityUnits", throughput.write_units);
}

void write_on_demand(const store::OnDemandThroughput& on_demand, ObjectWriter& object) {
  if (!on_demand.max_read_units && !on_demand.max_write_units) return;
  ObjectWriter members(object.key("OnDemandThroughput"));
  if (on_demand.max_read_units) members.integer("MaxReadRequestUnits", *on_demand.max_read_units);
  if (on_demand.max_write_units) members.integer("MaxWriteRequestUnits", *on_demand.max_write_units);
}

void write_warm(const store::WarmThroughput& warm, TableStatus status, ObjectWriter& object) {
  ObjectWriter members(object.key("WarmThroughput"));
  members.integer("ReadUnitsPerSecond", warm.read_units_per_second);
  members.integer("WriteUnitsPerSecond", warm.write_units_per_second);
  members.string("Status", name_of(status));
}

void write_projection(const store::IndexProjection& projection, ObjectWriter& object) {
  ObjectWriter members(object.key("Projection"));
  members.string("ProjectionType", enum_name(kProjectionTypes, projection.type));
  if (projection.non_key_attributes.empty()) return;
  ArrayWriter names(members.key("NonKeyAttributes"));
  for (const std::string& name : projection.non_key_attributes) write_json_string(name, names.element());
}

// What local and global indexes have in common.
template <class Index>
void write_index(const Index& index, const store::Table& table, ObjectWriter& object) {
  const store::IndexLayout* layout = table.index(index.name);  // null while it is being deleted
  object.string("IndexName", index.name);
  write_key_schema(index.key_schema, object);
  write_projection(index.projection, object);
  object.integer("IndexSizeBytes", layout == nullptr ? 0 : layout->counters().bytes.load());
  object.integer("ItemCount", layout == nullptr ? 0 : layout->counters().items.load());
  object.string("IndexArn", table.definition().arn + "/index/" + index.name);
}

void write_local_indexes(const store::Table& table, ObjectWriter& object) {
  const TableDefinition& definition = table.definition();
  if (definition.local_indexes.empty()) return;
  ArrayWriter array(object.key("LocalSecondaryIndexes"));
  for (const store::LocalIndex& index : definition.local_indexes) {
    ObjectWriter members(array.element());
    write_index(index, table, members);
  }
}

std::string_view status_of(const store::GlobalIndex& index, TableStatus table_status) {
  switch (index.status) {
    case store::IndexStatus::kCreating:
      return "CREATING";
    case store::IndexStatus::kUpdating:
      return "UPDATING";
    case store::IndexStatus::kDeleting:
      return "DELETING";
    case store::IndexStatus::kActive:
      break;
  }
  // An index comes into being with its table; afterwards it has a status of its own.
  return table_status == TableStatus::kCreating ? "CREATING" : "ACTIVE";
}

void write_global_indexes(const operations::TableDescription& description, ObjectWriter& object) {
  const store::Table& table = *description.table;
  const TableStatus table_status = description.status;
  const TableDefinition& definition = table.definition();
  if (definition.global_indexes.empty()) return;
  const TableStatus warm_status =
      table_status == TableStatus::kCreating ? TableStatus::kCreating : TableStatus::kActive;
  ArrayWriter array(object.key("GlobalSecondaryIndexes"));
  for (const store::GlobalIndex& index : definition.global_indexes) {
    ObjectWriter members(array.element());
    write_index(index, table, members);
    members.string("IndexStatus", status_of(index, table_status));
    if (index.status == store::IndexStatus::kCreating) members.boolean("Backfilling", index.backfilling);
    write_throughput(index.throughput, description.now_seconds, members);
    write_on_demand(index.on_demand, members);
    write_warm(index.warm, warm_status, members);
  }
}

void write_billing(const TableDefinition& definition, ObjectWriter& object) {
  // A table that never was on demand shows no summary.
  if (!definition.pay_per_request_since_seconds) return;
  const auto write = [&](std::string_view member, std::string_view mode_member) {
    ObjectWriter summary(object.key(member));
    summary.string(mode_member, enum_name(kBillingModes, definition.billing_mode));
    summary.timestamp("LastUpdateToPayPerRequestDateTime", *definition.pay_per_request_since_seconds);
  };
  write("BillingModeSummary", "BillingMode");
  write("TableThroughputModeSummary", "TableThroughputMode");
}

// A stream that was turned off is still the latest one, and can be read.
const store::StreamSettings* latest_stream(const TableDefinition& definition) {
  if (definition.stream) return &*definition.stream;
  return definition.closed_streams.empty() ? nullptr : &definition.closed_streams.back().settings;
}

void write_stream(const TableDefinition& definition, ObjectWriter& object) {
  const store::StreamSettings* latest = latest_stream(definition);
  if (latest == nullptr) return;
  if (definition.stream) {
    ObjectWriter stream(object.key("StreamSpecification"));
    stream.boolean("StreamEnabled", true);
    stream.string("StreamViewType", enum_name(kStreamViewTypes, definition.stream->view_type));
  }
  object.string("LatestStreamLabel", latest->label);
  object.string("LatestStreamArn", definition.arn + "/stream/" + latest->label);
}

void write_sse(const TableDefinition& definition, ObjectWriter& object) {
  if (!definition.sse) return;
  ObjectWriter sse(object.key("SSEDescription"));
  sse.string("Status", "ENABLED");
  sse.string("SSEType", enum_name(kSseTypes, operations::SseType::kKms));
  sse.string("KMSMasterKeyArn", definition.sse->kms_key_arn);
}

void write_table_class(const TableDefinition& definition, ObjectWriter& object) {
  if (!definition.table_class) return;
  ObjectWriter summary(object.key("TableClassSummary"));
  const bool standard = *definition.table_class == store::TableClass::kStandard;
  summary.string("TableClass", standard ? "STANDARD" : "STANDARD_INFREQUENT_ACCESS");
  if (definition.table_class_since_seconds) {
    summary.timestamp("LastUpdateDateTime", *definition.table_class_since_seconds);
  }
}

void write_figures(const operations::TableDescription& description, ObjectWriter& object) {
  const TableDefinition& definition = description.table->definition();
  object.string("TableName", definition.name);
  object.string("TableStatus", name_of(description.status));
  write_throughput(definition.throughput, description.now_seconds, object);
  object.integer("TableSizeBytes", description.table->counters().bytes.load());
  object.integer("ItemCount", description.table->counters().items.load());
  object.string("TableArn", definition.arn);
  object.string("TableId", definition.table_id);
  write_billing(definition, object);
  object.boolean("DeletionProtectionEnabled", definition.deletion_protection);
}

}  // namespace

void write_key_schema(const store::KeySchema& schema, ObjectWriter& object) {
  ArrayWriter array(object.key("KeySchema"));
  const auto write = [&](const std::vector<std::string>& names, operations::KeyType type) {
    for (const std::string& name : names) {
      ObjectWriter element(array.element());
      element.string("AttributeName", name);
      element.string("KeyType", enum_name(kKeyTypes, type));
    }
  };
  write(schema.partition, operations::KeyType::kHash);
  write(schema.sort, operations::KeyType::kRange);
}

void write_table_description(const operations::TableDescription& description, std::string& out) {
  const TableDefinition& definition = description.table->definition();
  ObjectWriter object(out);
  write_attribute_definitions(definition, object);
  write_key_schema(definition.key_schema, object);
  object.timestamp("CreationDateTime", definition.created_seconds);
  write_figures(description, object);
  write_local_indexes(*description.table, object);
  write_global_indexes(description, object);
  write_stream(definition, object);
  write_sse(definition, object);
  write_table_class(definition, object);
  write_on_demand(definition.on_demand, object);
  write_warm(definition.warm, description.status, object);
}

void write_deleted_table_description(const operations::TableDescription& description, std::string& out) {
  ObjectWriter object(out);
  write_figures(description, object);
}

}  // namespace basalt::wire
