#include "wire/update_table_codec.h"

#include "wire/object_writer.h"
#include "wire/table_description_writer.h"
#include "wire/table_members.h"

namespace basalt::wire {
namespace {

void read_update(ObjectReader& members, operations::IndexUpdate::Update& update) {
  index_name_member(members, update.name);
  provisioned_throughput_member(members, update.throughput);
  on_demand_throughput_member(members, update.on_demand);
  warm_throughput_member(members, update.warm);
}

operations::IndexUpdate index_update(ObjectReader& members) {
  operations::IndexUpdate update;
  members.structure("Update", "UpdateGlobalSecondaryIndexAction", false,
                    [&](ObjectReader& action) { read_update(action, update.update.emplace()); });
  members.structure("Create", "CreateGlobalSecondaryIndexAction", false,
                    [&](ObjectReader& action) { update.create = global_index(action); });
  members.structure("Delete", "DeleteGlobalSecondaryIndexAction", false,
                    [&](ObjectReader& action) { index_name_member(action, update.delete_name.emplace()); });
  return update;
}

}  // namespace

void Codec<operations::UpdateTable>::decode(ObjectReader& members, operations::UpdateTable::Request& request) {
  attribute_definitions_member(members, false, request.attribute_definitions);
  members.control_plane_table_name(request.table_name);
  provisioned_throughput_member(members, request.throughput);
  members.enumeration("BillingMode", request.billing_mode, kBillingModes);
  members.list_of_structures(
      "GlobalSecondaryIndexUpdates", {.shape = "GlobalSecondaryIndexUpdate"},
      [&](size_t size) { request.index_updates.emplace().reserve(size); },
      [&](ObjectReader& update) { request.index_updates->push_back(index_update(update)); });
  on_demand_throughput_member(members, request.on_demand);
  warm_throughput_member(members, request.warm);
  stream_specification_member(members, request.stream);
  sse_specification_member(members, request.sse);
  members.string("TableClass", request.table_class);
  members.boolean("DeletionProtectionEnabled", request.deletion_protection);
  request.unsupported_member = first_present(
      members, {"ReplicaUpdates", "MultiRegionConsistency", "GlobalTableWitnessUpdates",
                "GlobalTableSettingsReplicationMode", "DisassociationProtectionEnabled", "VectorIndexUpdates"});
}

void Codec<operations::UpdateTable>::encode(const operations::UpdateTable::Response& response, std::string& out) {
  ObjectWriter object(out);
  write_table_description(response.table, object.key("TableDescription"));
}

}  // namespace basalt::wire
