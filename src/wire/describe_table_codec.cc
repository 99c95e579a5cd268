#include "wire/describe_table_codec.h"

#include "wire/object_writer.h"
#include "wire/table_description_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeTable>::decode(ObjectReader& members, operations::DescribeTable::Request& request) {
  members.control_plane_table_name(request.table_name);
}

void Codec<operations::DescribeTable>::encode(const operations::DescribeTable::Response& response, std::string& out) {
  ObjectWriter object(out);
  write_table_description(response.table, object.key("Table"));
}

}  // namespace basalt::wire
