// RequestIds: 52 upper-case letters and digits, as AWS's. Unique, not secret. One thread.
#pragma once

#include <cstdint>

#include "http/response.h"

namespace basalt::http {

class RequestIds {
 public:
  RequestIds();
  void next(RequestId& id);

 private:
  uint64_t next_word();
  uint64_t state_[4];
};

}  // namespace basalt::http
