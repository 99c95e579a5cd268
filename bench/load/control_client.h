// ControlClient: one blocking call after the other, for creating tables. One thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/base/result.h"
#include "load/endpoint.h"
#include "load/request_writer.h"

namespace basalt::bench {

struct ControlAnswer {
  int status = 0;
  std::string body;
};

class ControlClient {
 public:
  ControlClient(Endpoint endpoint, const std::optional<SigningOptions>& signing);

  // A sentence when there was no answer within half a minute.
  Result<ControlAnswer, std::string> call(std::string_view action, std::string_view body);

 private:
  const Endpoint endpoint_;
  RequestWriter writer_;
};

// Creates the table unless it is there, and waits until it is ACTIVE. `sort_key`: with a range key "sk".
Result<void, std::string> ensure_table(ControlClient& client, const std::string& name, bool sort_key);

}  // namespace basalt::bench
