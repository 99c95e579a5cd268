#include "wire/create_global_table_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::CreateGlobalTable>::decode(ObjectReader& members,
                                                  operations::CreateGlobalTable::Request& request) {
  members.string("GlobalTableName", request.global_table_name,
                 {.required = true, .min_length = 3, .max_length = 255, .pattern = kNamePattern});
  members.list_of_structures(
      "ReplicationGroup", {.required = true, .shape = "Replica"}, [](size_t) {}, [](ObjectReader&) {});
}

void Codec<operations::CreateGlobalTable>::encode(const operations::CreateGlobalTable::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
