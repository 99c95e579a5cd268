#include "http/authorization.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace basalt::http {
namespace {

constexpr size_t kAccountDigits = 12;
constexpr size_t kCredentialElements = 5;
// AWS's own limit on access keys; a scope made of one stays short.
constexpr size_t kMaxAccessKeyBytes = 128;
constexpr size_t kMaxRegionBytes = 64;

// Takes the part before the first separator off the front of `rest`. A loop, because find_first_of looks each letter up
// in the separators by a call of its own.
std::string_view next_part(std::string_view& rest, char separator, char other_separator) {
  size_t end = 0;
  while (end < rest.size() && rest[end] != separator && rest[end] != other_separator) ++end;
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::string_view next_part(std::string_view& rest, char separator) { return next_part(rest, separator, separator); }

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      decoded.push_back(static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
      i += 2;
    } else {
      decoded.push_back(text[i] == '+' ? ' ' : text[i]);
    }
  }
  return decoded;
}

// The value of a query parameter, still encoded; nullopt when it is not there.
std::optional<std::string_view> query_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    std::string_view pair = next_part(query, '&');
    if (next_part(pair, '=') == name) return pair;
  }
  return std::nullopt;
}

bool is_account(std::string_view access_key) {
  return access_key.size() == kAccountDigits &&
         std::all_of(access_key.begin(), access_key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// keyid/date/region/service/term
Authorization from_credential(std::string_view credential, bool scope_per_account) {
  std::array<std::string_view, kCredentialElements> elements;
  std::string_view rest = credential;
  while (rest.ends_with('/')) rest.remove_suffix(1);  // AWS ignores these
  size_t count = 0;
  while (!rest.empty()) {
    const std::string_view element = next_part(rest, '/');
    if (count < elements.size()) elements[count] = element;
    ++count;
  }
  if (count != elements.size()) {
    return {{},
            ApiError::incomplete_signature("Credential must have exactly 5 slash-delimited elements, e.g. "
                                           "keyid/date/region/service/term, got '" +
                                           std::string(credential) + "'")};
  }
  Authorization result;
  result.identity.access_key = elements[0].substr(0, kMaxAccessKeyBytes);
  result.identity.region = elements[2].substr(0, kMaxRegionBytes);
  if (is_account(elements[0])) result.identity.account = elements[0];
  if (scope_per_account) result.identity.scope = result.identity.access_key + "/" + result.identity.region;
  return result;
}

Authorization from_header(const Request& request, bool scope_per_account) {
  std::string_view credential;
  std::string_view signature;
  std::string_view signed_headers;
  const std::string_view header = request.header(Header::kAuthorization);
  std::string_view rest = header;
  next_part(rest, ',', ' ');  // the algorithm
  while (!rest.empty()) {
    std::string_view value = next_part(rest, ',', ' ');
    const std::string_view name = next_part(value, '=');
    if (name == "Credential") credential = value;
    if (name == "Signature") signature = value;
    if (name == "SignedHeaders") signed_headers = value;
  }
  std::string missing;
  const auto require = [&missing](std::string_view name, std::string_view value) {
    if (!value.empty()) return;
    missing.append("Authorization header requires '").append(name).append("' parameter. ");
  };
  require("Credential", credential);
  require("Signature", signature);
  require("SignedHeaders", signed_headers);
  if (!request.has(Header::kXAmzDate) && !request.has(Header::kDate)) {
    missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  if (!missing.empty()) {
    return {{}, ApiError::incomplete_signature(missing.append("Authorization=").append(header))};
  }
  return from_credential(credential, scope_per_account);
}

Authorization from_query(const Request& request, bool scope_per_account) {
  std::string missing;
  for (const std::string_view name :
       {"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"}) {
    if (!query_parameter(request.query(), name).value_or("").empty()) continue;
    missing.append("AWS query-string parameters must include '").append(name).append("'. ");
  }
  if (!missing.empty()) {
    return {{}, ApiError::incomplete_signature(missing.append("Re-examine the query-string parameters."))};
  }
  return from_credential(percent_decoded(*query_parameter(request.query(), "X-Amz-Credential")), scope_per_account);
}

}  // namespace

Authorization authorize(const Request& request, bool scope_per_account) {
  const bool has_header = request.has(Header::kAuthorization);
  const bool has_query = query_parameter(request.query(), "X-Amz-Algorithm").has_value();
  if (has_header && has_query) {
    return {{},
            ApiError::invalid_signature(
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.")};
  }
  if (has_query) return from_query(request, scope_per_account);
  if (!request.header(Header::kAuthorization).starts_with("AWS4-")) {
    return {{}, ApiError::missing_authentication_token()};
  }
  return from_header(request, scope_per_account);
}

}  // namespace basalt::http
