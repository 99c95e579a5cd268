#include "wire/delete_backup_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DeleteBackup>::decode(ObjectReader& members, operations::DeleteBackup::Request& request) {
  members.string("BackupArn", request.backup_arn, {.required = true, .min_length = 37, .max_length = 1024});
}

void Codec<operations::DeleteBackup>::encode(const operations::DeleteBackup::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
