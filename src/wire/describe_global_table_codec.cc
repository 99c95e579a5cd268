#include "wire/describe_global_table_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeGlobalTable>::decode(ObjectReader& members,
                                                    operations::DescribeGlobalTable::Request& request) {
  members.string("GlobalTableName", request.global_table_name,
                 {.required = true, .min_length = 3, .max_length = 255, .pattern = kNamePattern});
}

void Codec<operations::DescribeGlobalTable>::encode(const operations::DescribeGlobalTable::Response&,
                                                    std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
