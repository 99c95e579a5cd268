#include "wire/describe_backup_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeBackup>::decode(ObjectReader& members, operations::DescribeBackup::Request& request) {
  members.string("BackupArn", request.backup_arn, {.required = true, .min_length = 37, .max_length = 1024});
}

void Codec<operations::DescribeBackup>::encode(const operations::DescribeBackup::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
