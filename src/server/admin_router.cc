#include "server/admin_router.h"

#include <algorithm>

namespace basalt::server {

http::AdminAnswer AdminRouter::handle(const http::AdminRequest& request) {
  const auto found = std::find_if(resources_.begin(), resources_.end(),
                                  [&](const AdminResource& resource) { return resource.name == request.name; });
  if (found == resources_.end()) return http::admin_refusal(404, "no such resource");
  if (request.post && found->post) return found->post(request.body);
  if (!request.post && found->get) return found->get();
  return http::admin_refusal(405, request.post ? "GET only" : "POST only");
}

}  // namespace basalt::server
