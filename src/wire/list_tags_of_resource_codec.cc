#include "wire/list_tags_of_resource_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::ListTagsOfResource>::decode(ObjectReader& members,
                                                   operations::ListTagsOfResource::Request& request) {
  members.string("ResourceArn", request.resource_arn);
  members.string("NextToken", request.next_token);
}

void Codec<operations::ListTagsOfResource>::encode(const operations::ListTagsOfResource::Response& response,
                                                   std::string& out) {
  ObjectWriter object(out);
  {
    ArrayWriter tags(object.key("Tags"));
    for (const operations::Tag& tag : response.tags) {
      ObjectWriter members(tags.element());
      members.string("Key", tag.key);
      members.string("Value", tag.value.value_or(""));
    }
  }
  if (response.next_token) object.string("NextToken", *response.next_token);
}

}  // namespace basalt::wire
