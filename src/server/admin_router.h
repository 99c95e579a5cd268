// AdminRouter: the resources below /_basalt/admin/ by name, each of which answers some of GET, POST and DELETE. A
// resource is added before the server starts.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "basalt/http/admin_handler.h"

namespace basalt::server {

struct AdminResource {
  std::string_view name;  // "clock": /_basalt/admin/clock
  // Called from any worker thread, at once. Empty: refused with 405.
  std::function<http::AdminAnswer()> get;
  std::function<http::AdminAnswer(std::string_view body)> post;
  std::function<http::AdminAnswer()> remove = {};  // DELETE
};

class AdminRouter final : public http::AdminHandler {
 public:
  void add(AdminResource resource) { resources_.push_back(std::move(resource)); }
  http::AdminAnswer handle(const http::AdminRequest& request) override;

 private:
  std::vector<AdminResource> resources_;
};

}  // namespace basalt::server
