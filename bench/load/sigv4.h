// Sigv4Signer: AWS Signature Version 4 for requests without a query string, with the signing key kept for its day.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
// One thread at a time.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace basalt::bench {

struct Credentials {
  std::string access_key;
  std::string secret_key;
  std::string session_token;  // "": none
};

// Name in lower case; the value without spaces around it.
struct SignedHeader {
  std::string_view name;
  std::string_view value;
};

class Sigv4Signer {
 public:
  Sigv4Signer(Credentials credentials, std::string region, std::string service);

  // The Authorization header's value. `date` is X-Amz-Date's ("20150830T123600Z"); `headers` are sorted by name and
  // contain every header to be signed, x-amz-date among them.
  std::string authorization(std::string_view method, std::string_view path, std::string_view date,
                            std::span<const SignedHeader> headers, std::string_view body);

  const Credentials& credentials() const { return credentials_; }

 private:
  void use_day(std::string_view day);

  const Credentials credentials_;
  const std::string region_;
  const std::string service_;
  std::string day_;
  std::string scope_;
  std::string signing_key_;
  std::string canonical_;  // kept for its capacity
};

}  // namespace basalt::bench
