// RequestIds: 52 upper-case letters and digits, as AWS's. Unique, not secret. One thread.
#pragma once

#include "basalt/base/xoshiro256.h"
#include "http/response.h"

namespace basalt::http {

class RequestIds {
 public:
  RequestIds();
  void next(RequestId& id);

 private:
  Xoshiro256 words_;
};

}  // namespace basalt::http
