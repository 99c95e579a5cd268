// AdminHandler: what the HTTP layer calls with requests below /_basalt/admin/, which are not DynamoDB's: they act on
// the server itself. Off unless ServerOptions names a handler.
//
// Called on the worker pool, several at once: it may wait for the disk, it must not stay. Outlives the Server.
#pragma once

#include <string>
#include <string_view>

namespace basalt::http {

inline constexpr std::string_view kAdminPrefix = "/_basalt/admin/";

// Who may ask. A page in a browser never may: it could be anyone's.
enum class AdminAccess {
  kLoopback,  // this machine
  kAnyone,    // whoever reaches the server
};

enum class AdminMethod { kGet, kPost, kDelete };

struct AdminRequest {
  AdminMethod method = AdminMethod::kGet;
  std::string name;  // what follows the prefix
  std::string body;
};

struct AdminAnswer {
  int status = 200;
  std::string body;  // JSON
};

class AdminHandler {
 public:
  virtual ~AdminHandler() = default;
  virtual AdminAnswer handle(const AdminRequest& request) = 0;
};

// {"message":"..."}. The message is the server's own text: nothing in it is escaped.
AdminAnswer admin_refusal(int status, std::string_view message);

}  // namespace basalt::http
