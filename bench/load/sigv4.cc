#include "load/sigv4.h"

#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <utility>

namespace basalt::bench {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void append_hex(std::string& out, std::string_view digest) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : digest) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
}

void append_sha256_hex(std::string& out, std::string_view text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(bytes(text), text.size(), digest);
  append_hex(out, {reinterpret_cast<const char*>(digest), sizeof digest});
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  unsigned int length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(),
       reinterpret_cast<unsigned char*>(digest.data()), &length);
  return digest;
}

void append_names(std::string& out, std::span<const SignedHeader> headers) {
  for (size_t i = 0; i < headers.size(); ++i) {
    if (i > 0) out += ';';
    out += headers[i].name;
  }
}

}  // namespace

Sigv4Signer::Sigv4Signer(Credentials credentials, std::string region, std::string service)
    : credentials_(std::move(credentials)), region_(std::move(region)), service_(std::move(service)) {}

void Sigv4Signer::use_day(std::string_view day) {
  if (day == day_) return;
  day_ = day;
  scope_ = day_ + "/" + region_ + "/" + service_ + "/aws4_request";
  const std::string of_day = hmac_sha256("AWS4" + credentials_.secret_key, day_);
  signing_key_ = hmac_sha256(hmac_sha256(hmac_sha256(of_day, region_), service_), "aws4_request");
}

std::string Sigv4Signer::authorization(std::string_view method, std::string_view path, std::string_view date,
                                       std::span<const SignedHeader> headers, std::string_view body) {
  use_day(date.substr(0, 8));
  canonical_.clear();
  canonical_.append(method).append("\n").append(path).append("\n\n");
  for (const SignedHeader& header : headers) canonical_.append(header.name).append(":").append(header.value) += '\n';
  canonical_ += '\n';
  append_names(canonical_, headers);
  canonical_ += '\n';
  append_sha256_hex(canonical_, body);

  std::string to_sign;
  to_sign.reserve(160);
  to_sign.append(kAlgorithm).append("\n").append(date).append("\n").append(scope_).append("\n");
  append_sha256_hex(to_sign, canonical_);

  std::string result;
  result.reserve(256);
  result.append(kAlgorithm).append(" Credential=").append(credentials_.access_key).append("/").append(scope_);
  result += ", SignedHeaders=";
  append_names(result, headers);
  result += ", Signature=";
  append_hex(result, hmac_sha256(signing_key_, to_sign));
  return result;
}

}  // namespace basalt::bench
