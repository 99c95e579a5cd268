#include "wire/describe_global_table_settings_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeGlobalTableSettings>::decode(ObjectReader& members,
                                                            operations::DescribeGlobalTableSettings::Request& request) {
  members.string("GlobalTableName", request.global_table_name,
                 {.required = true, .min_length = 3, .max_length = 255, .pattern = kNamePattern});
}

void Codec<operations::DescribeGlobalTableSettings>::encode(const operations::DescribeGlobalTableSettings::Response&,
                                                            std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
