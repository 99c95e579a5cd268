#include "wire/untag_resource_codec.h"

namespace basalt::wire {

void Codec<operations::UntagResource>::decode(ObjectReader& members, operations::UntagResource::Request& request) {
  members.string("ResourceArn", request.resource_arn);
  std::optional<std::vector<std::string>> keys;
  members.string_list("TagKeys", keys, {.required = true});
  if (keys) request.tag_keys = *std::move(keys);
}

// The answer has no body.
void Codec<operations::UntagResource>::encode(const operations::UntagResource::Response&, std::string&) {}

}  // namespace basalt::wire
