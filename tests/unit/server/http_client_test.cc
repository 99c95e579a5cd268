#include "server/http_client.h"

#include "gmock/gmock.h"

namespace basalt::server {
namespace {

std::string parsed(std::string_view url) {
  const auto endpoint = parse_endpoint(url);
  return endpoint.ok() ? endpoint->host + " " + std::to_string(endpoint->port) : "refused";
}

TEST(HttpClient, Endpoints) {
  EXPECT_EQ(parsed("http://localhost:8000"), "localhost 8000");
  EXPECT_EQ(parsed("http://127.0.0.1:1/"), "127.0.0.1 1");
  EXPECT_EQ(parsed("http://[::1]:8000"), "::1 8000");
  for (const char* url : {"", "localhost:8000", "https://localhost:8000", "http://localhost", "http://:1", "http://x:0",
                          "http://x:99999", "http://x:8000/path", "http://x:"}) {
    EXPECT_EQ(parsed(url), "refused") << url;
  }
}

TEST(HttpClient, ASilentPortIsAnErrorInASentence) {
  const auto answer = ask({"127.0.0.1", 1}, "/health", nullptr, std::chrono::seconds(1));
  ASSERT_FALSE(answer.ok());
  EXPECT_FALSE(answer.error().empty());
}

}  // namespace
}  // namespace basalt::server
