#include "wire/describe_export_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeExport>::decode(ObjectReader& members, operations::DescribeExport::Request& request) {
  members.string("ExportArn", request.export_arn, {.required = true, .min_length = 37, .max_length = 1024});
}

void Codec<operations::DescribeExport>::encode(const operations::DescribeExport::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
