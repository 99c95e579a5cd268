#include "server/admin_json.h"

#include <nlohmann/json.hpp>

namespace basalt::server {

http::AdminAnswer admin_failure(int status, std::string_view text) {
  using Json = nlohmann::json;
  // The text may hold any bytes.
  return {status, Json{{"message", text}}.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace basalt::server
