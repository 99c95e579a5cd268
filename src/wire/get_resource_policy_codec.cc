#include "wire/get_resource_policy_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::GetResourcePolicy>::decode(ObjectReader& members,
                                                  operations::GetResourcePolicy::Request& request) {
  members.string("ResourceArn", request.resource_arn, {.required = true, .min_length = 1, .max_length = 1283});
}

void Codec<operations::GetResourcePolicy>::encode(const operations::GetResourcePolicy::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
