#include "wire/list_exports_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::ListExports>::decode(ObjectReader& members, operations::ListExports::Request& request) {
  members.string("TableArn", request.table_arn, {.min_length = 1, .max_length = 1024});
  members.integer("MaxResults", request.page_size, {.min = 1, .max = 25});
  members.string("NextToken", request.next_token);
}

void Codec<operations::ListExports>::encode(const operations::ListExports::Response&, std::string& out) {
  ObjectWriter object(out);
  const ArrayWriter none(object.key("ExportSummaries"));
}

}  // namespace basalt::wire
