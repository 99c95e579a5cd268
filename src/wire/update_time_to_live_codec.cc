#include "wire/update_time_to_live_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {
namespace {

constexpr StringRule kAttributeName{.required = true, .min_length = 1, .max_length = 255};

}  // namespace

void Codec<operations::UpdateTimeToLive>::decode(ObjectReader& members,
                                                 operations::UpdateTimeToLive::Request& request) {
  members.control_plane_table_name(request.table_name);
  members.structure("TimeToLiveSpecification", "TimeToLiveSpecification", true, [&](ObjectReader& specification) {
    specification.string("AttributeName", request.specification.attribute_name, kAttributeName);
    specification.boolean("Enabled", request.specification.enabled);
    if (!specification.has("Enabled")) {
      specification.problems().null_member(specification.path().member("Enabled"));
    }
  });
}

void Codec<operations::UpdateTimeToLive>::encode(const operations::UpdateTimeToLive::Response& response,
                                                 std::string& out) {
  ObjectWriter object(out);
  ObjectWriter specification(object.key("TimeToLiveSpecification"));
  specification.string("AttributeName", response.specification.attribute_name);
  specification.boolean("Enabled", response.specification.enabled);
}

}  // namespace basalt::wire
