#include "server/admin_router.h"

#include <algorithm>
#include <optional>
#include <string>

namespace basalt::server {
namespace {

// nullopt: the resource has no such method.
std::optional<http::AdminAnswer> answer(const AdminResource& resource, const http::AdminRequest& request) {
  switch (request.method) {
    case http::AdminMethod::kGet:
      if (resource.get) return resource.get();
      break;
    case http::AdminMethod::kPost:
      if (resource.post) return resource.post(request.body);
      break;
    case http::AdminMethod::kDelete:
      if (resource.remove) return resource.remove();
      break;
  }
  return std::nullopt;
}

std::string methods_of(const AdminResource& resource) {
  std::string methods = resource.get ? "GET" : "";
  if (resource.post) methods.append(methods.empty() ? "" : ", ").append("POST");
  if (resource.remove) methods.append(methods.empty() ? "" : ", ").append("DELETE");
  return methods + " only";
}

}  // namespace

http::AdminAnswer AdminRouter::handle(const http::AdminRequest& request) {
  const auto found = std::find_if(resources_.begin(), resources_.end(),
                                  [&](const AdminResource& resource) { return resource.name == request.name; });
  if (found == resources_.end()) return http::admin_refusal(404, "no such resource");
  auto answered = answer(*found, request);
  return answered ? *std::move(answered) : http::admin_refusal(405, methods_of(*found));
}

}  // namespace basalt::server
