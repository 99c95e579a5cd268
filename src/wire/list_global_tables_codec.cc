#include "wire/list_global_tables_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::ListGlobalTables>::decode(ObjectReader& members,
                                                 operations::ListGlobalTables::Request& request) {
  members.string("ExclusiveStartGlobalTableName", request.exclusive_start_global_table_name,
                 {.min_length = 3, .max_length = 255, .pattern = kNamePattern});
  members.integer("Limit", request.limit, {.min = 1});
  members.string("RegionName", request.region_name);
}

void Codec<operations::ListGlobalTables>::encode(const operations::ListGlobalTables::Response&, std::string& out) {
  ObjectWriter object(out);
  const ArrayWriter none(object.key("GlobalTables"));
}

}  // namespace basalt::wire
