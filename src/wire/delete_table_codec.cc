#include "wire/delete_table_codec.h"

#include "wire/object_writer.h"
#include "wire/table_description_writer.h"

namespace basalt::wire {

void Codec<operations::DeleteTable>::decode(ObjectReader& members, operations::DeleteTable::Request& request) {
  members.control_plane_table_name(request.table_name);
}

void Codec<operations::DeleteTable>::encode(const operations::DeleteTable::Response& response, std::string& out) {
  ObjectWriter object(out);
  write_deleted_table_description(response.table, object.key("TableDescription"));
}

}  // namespace basalt::wire
