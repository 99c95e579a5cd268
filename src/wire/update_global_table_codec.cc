#include "wire/update_global_table_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::UpdateGlobalTable>::decode(ObjectReader& members,
                                                  operations::UpdateGlobalTable::Request& request) {
  members.string("GlobalTableName", request.global_table_name,
                 {.required = true, .min_length = 3, .max_length = 255, .pattern = kNamePattern});
  members.list_of_structures(
      "ReplicaUpdates", {.required = true, .shape = "ReplicaUpdate"},
      [&](size_t size) { request.has_updates = size > 0; },
      [&](ObjectReader& update) { request.creates_replica = request.creates_replica || update.has("Create"); });
}

void Codec<operations::UpdateGlobalTable>::encode(const operations::UpdateGlobalTable::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
