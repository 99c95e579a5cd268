#include "wire/delete_resource_policy_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DeleteResourcePolicy>::decode(ObjectReader& members,
                                                     operations::DeleteResourcePolicy::Request& request) {
  members.string("ResourceArn", request.resource_arn, {.required = true, .min_length = 1, .max_length = 1283});
  members.string("ExpectedRevisionId", request.expected_revision_id, {.min_length = 1, .max_length = 255});
}

void Codec<operations::DeleteResourcePolicy>::encode(const operations::DeleteResourcePolicy::Response&,
                                                     std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
