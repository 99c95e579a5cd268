#include "load/request_writer.h"

#include <utility>
#include <vector>

namespace basalt::bench {
namespace {

constexpr std::string_view kContentType = "application/x-amz-json-1.0";
constexpr std::string_view kTargetPrefix = "DynamoDB_20120810.";

std::string opening(const std::string& host, const std::string& path) {
  return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + std::string(kContentType) + "\r\n";
}

std::string unsigned_head(const std::string& host, const std::string& path, std::string_view action) {
  std::string head = opening(host, path);
  head.append("X-Amz-Target: ").append(kTargetPrefix).append(action).append("\r\n");
  head +=
      "X-Amz-Date: 20260101T000000Z\r\n"
      "Authorization: AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, "
      "SignedHeaders=host;x-amz-date, Signature=0\r\n"
      "Content-Length: ";
  return head;
}

}  // namespace

RequestWriter::RequestWriter(std::string host_header, std::string path, const std::optional<SigningOptions>& signing)
    : host_header_(std::move(host_header)), path_(std::move(path)) {
  if (signing) signer_.emplace(signing->credentials, signing->region, "dynamodb");
}

void RequestWriter::append(std::string_view action, std::string_view body, std::string& out) {
  if (signer_) {
    append_signed(action, body, out);
  } else {
    auto found = unsigned_heads_.find(action);
    if (found == unsigned_heads_.end()) {
      found = unsigned_heads_.emplace(action, unsigned_head(host_header_, path_, action)).first;
    }
    out += found->second;
  }
  out.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

void RequestWriter::append_signed(std::string_view action, std::string_view body, std::string& out) {
  const std::string target = std::string(kTargetPrefix).append(action);
  std::vector<SignedHeader> headers{{"content-type", kContentType}, {"host", host_header_}, {"x-amz-date", date()}};
  const std::string& token = signer_->credentials().session_token;
  if (!token.empty()) headers.push_back({"x-amz-security-token", token});
  headers.push_back({"x-amz-target", target});
  out += opening(host_header_, path_);
  out.append("X-Amz-Target: ").append(target).append("\r\nX-Amz-Date: ").append(date()).append("\r\n");
  if (!token.empty()) out.append("X-Amz-Security-Token: ").append(token).append("\r\n");
  out.append("Authorization: ").append(signer_->authorization("POST", path_, date(), headers, body));
  out += "\r\nContent-Length: ";
}

const std::string& RequestWriter::date() {
  const std::time_t now = std::time(nullptr);
  if (now != date_second_) {
    date_second_ = now;
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    date_.assign(text, std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts));
  }
  return date_;
}

}  // namespace basalt::bench
