#include "wire/describe_endpoints_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeEndpoints>::decode(ObjectReader&, operations::DescribeEndpoints::Request&) {}

void Codec<operations::DescribeEndpoints>::encode(const operations::DescribeEndpoints::Response& response,
                                                  std::string& out) {
  ObjectWriter object(out);
  ArrayWriter endpoints(object.key("Endpoints"));
  ObjectWriter endpoint(endpoints.element());
  endpoint.string("Address", response.address);
  endpoint.integer("CachePeriodInMinutes", response.cache_period_minutes);
}

}  // namespace basalt::wire
