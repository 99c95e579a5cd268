// What administrative resources answer beside their own state.
#pragma once

#include <string_view>

#include "basalt/http/admin_handler.h"

namespace basalt::server {

// {"message": text}, for texts that repeat what the client sent.
http::AdminAnswer admin_failure(int status, std::string_view text);
inline http::AdminAnswer bad_request(std::string_view text) { return admin_failure(400, text); }

}  // namespace basalt::server
