#include "wire/tag_resource_codec.h"

#include "wire/table_members.h"

namespace basalt::wire {

void Codec<operations::TagResource>::decode(ObjectReader& members, operations::TagResource::Request& request) {
  members.string("ResourceArn", request.resource_arn);
  std::optional<std::vector<operations::Tag>> tags;
  tags_member(members, true, tags);
  if (tags) request.tags = *std::move(tags);
}

// The answer has no body.
void Codec<operations::TagResource>::encode(const operations::TagResource::Response&, std::string&) {}

}  // namespace basalt::wire
