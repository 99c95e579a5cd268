#include "wire/describe_time_to_live_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {
namespace {

std::string_view name_of(store::TimeToLiveStatus status) {
  switch (status) {
    case store::TimeToLiveStatus::kEnabling:
      return "ENABLING";
    case store::TimeToLiveStatus::kEnabled:
      return "ENABLED";
    case store::TimeToLiveStatus::kDisabling:
      break;
  }
  return "DISABLING";
}

}  // namespace

void Codec<operations::DescribeTimeToLive>::decode(ObjectReader& members,
                                                   operations::DescribeTimeToLive::Request& request) {
  members.control_plane_table_name(request.table_name);
}

void Codec<operations::DescribeTimeToLive>::encode(const operations::DescribeTimeToLive::Response& response,
                                                   std::string& out) {
  ObjectWriter object(out);
  ObjectWriter description(object.key("TimeToLiveDescription"));
  const auto& settings = response.settings;
  if (settings) description.string("AttributeName", settings->attribute_name);
  description.string("TimeToLiveStatus", settings ? name_of(settings->status) : "DISABLED");
}

}  // namespace basalt::wire
