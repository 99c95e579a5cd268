// ProgressBar: how far a verification or a repair is, on standard error (basalt/base/status_line.h).
#pragma once

#include "basalt/base/status_line.h"
#include "basalt/store/verification.h"

namespace basalt::server {

class ProgressBar {
 public:
  // May be called as often as anything happens.
  void show(const store::VerificationProgress& progress);
  void clear() { line_.clear(); }

 private:
  StatusLine line_;
};

}  // namespace basalt::server
