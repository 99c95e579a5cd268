#include "wire/describe_import_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeImport>::decode(ObjectReader& members, operations::DescribeImport::Request& request) {
  members.string("ImportArn", request.import_arn, {.required = true, .min_length = 37, .max_length = 1024});
}

void Codec<operations::DescribeImport>::encode(const operations::DescribeImport::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
