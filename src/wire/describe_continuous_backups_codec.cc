#include "wire/describe_continuous_backups_codec.h"

#include "wire/continuous_backups_writer.h"
#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeContinuousBackups>::decode(ObjectReader& members,
                                                          operations::DescribeContinuousBackups::Request& request) {
  members.control_plane_table_name(request.table_name);
}

void Codec<operations::DescribeContinuousBackups>::encode(
    const operations::DescribeContinuousBackups::Response& response, std::string& out) {
  write_continuous_backups(response, out);
}

}  // namespace basalt::wire
