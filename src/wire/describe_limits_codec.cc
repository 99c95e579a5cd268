#include "wire/describe_limits_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeLimits>::decode(ObjectReader&, operations::DescribeLimits::Request&) {}

void Codec<operations::DescribeLimits>::encode(const operations::DescribeLimits::Response& response, std::string& out) {
  ObjectWriter object(out);
  object.integer("AccountMaxReadCapacityUnits", response.account_max_read_capacity_units);
  object.integer("AccountMaxWriteCapacityUnits", response.account_max_write_capacity_units);
  object.integer("TableMaxReadCapacityUnits", response.table_max_read_capacity_units);
  object.integer("TableMaxWriteCapacityUnits", response.table_max_write_capacity_units);
}

}  // namespace basalt::wire
