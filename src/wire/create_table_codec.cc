#include "wire/create_table_codec.h"

#include "wire/object_writer.h"
#include "wire/table_description_writer.h"
#include "wire/table_members.h"

namespace basalt::wire {

void Codec<operations::CreateTable>::decode(ObjectReader& members, operations::CreateTable::Request& request) {
  constexpr size_t kMaxKeyAttributes = 2;
  attribute_definitions_member(members, true, request.attribute_definitions);
  members.control_plane_table_name(request.table_name);
  members.enumeration("BillingMode", request.billing_mode, kBillingModes);
  provisioned_throughput_member(members, request.throughput);
  key_schema_member(members, kMaxKeyAttributes, request.key_schema);
  members.list_of_structures(
      "LocalSecondaryIndexes", {.shape = "LocalSecondaryIndex"},
      [&](size_t size) { request.local_indexes.emplace().reserve(size); },
      [&](ObjectReader& index) { request.local_indexes->push_back(local_index(index)); });
  members.list_of_structures(
      "GlobalSecondaryIndexes", {.shape = "GlobalSecondaryIndex"},
      [&](size_t size) { request.global_indexes.emplace().reserve(size); },
      [&](ObjectReader& index) { request.global_indexes->push_back(global_index(index)); });
  on_demand_throughput_member(members, request.on_demand);
  warm_throughput_member(members, request.warm);
  stream_specification_member(members, request.stream);
  sse_specification_member(members, request.sse);
  tags_member(members, false, request.tags);
  members.string("TableClass", request.table_class);
  members.boolean("DeletionProtectionEnabled", request.deletion_protection);
  request.unsupported_member = first_present(
      members, {"ResourcePolicy", "GlobalTableSourceArn", "GlobalTableSettingsReplicationMode", "VectorIndexes"});
}

void Codec<operations::CreateTable>::encode(const operations::CreateTable::Response& response, std::string& out) {
  ObjectWriter object(out);
  write_table_description(response.table, object.key("TableDescription"));
}

}  // namespace basalt::wire
