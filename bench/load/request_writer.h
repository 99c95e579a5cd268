// RequestWriter: a body becomes an HTTP request, signed when there are credentials. One per thread.
#pragma once

#include <array>
#include <ctime>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "load/sigv4.h"

namespace basalt::bench {

struct SigningOptions {
  Credentials credentials;
  std::string region = "us-east-1";
};

class RequestWriter {
 public:
  // Without `signing`, requests carry credentials and a signature that only a server that verifies nothing accepts.
  RequestWriter(std::string host_header, std::string path, const std::optional<SigningOptions>& signing);

  void append(std::string_view action, std::string_view body, std::string& out);

 private:
  void append_signed(std::string_view action, std::string_view body, std::string& out);
  const std::string& date();

  const std::string host_header_;
  const std::string path_;
  std::optional<Sigv4Signer> signer_;
  std::map<std::string_view, std::string> unsigned_heads_;  // by action; the names are literals
  std::time_t date_second_ = 0;
  std::string date_;
};

}  // namespace basalt::bench
