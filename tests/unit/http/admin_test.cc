// Requests below /_basalt/admin/: who may ask, and what stands there when nobody may.
#include "basalt/http/admin_handler.h"

#include "unit/http/test_client.h"

namespace basalt::http {
namespace {

using testing::TestClient;
using testing::TestResponse;
using testing::TestServer;

class EchoingAdmin final : public AdminHandler {
 public:
  AdminAnswer handle(const AdminRequest& request) override {
    const std::string method = request.method == AdminMethod::kPost     ? "POST "
                               : request.method == AdminMethod::kDelete ? "DELETE "
                                                                        : "GET ";
    return {request.name == "teapot" ? 418 : 200, method + request.name + " " + request.body};
  }
};

TestResponse ask(TestServer& server, std::string_view method, std::string_view path, std::string_view headers = "",
                 std::string_view body = "") {
  TestClient client(server.port());
  client.send(std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n" + std::string(headers) + "\r\n" + std::string(body));
  return client.receive();
}

TEST(Admin, IsNotThereUnlessItIsTurnedOn) {
  TestServer server;
  for (const std::string_view method : {"GET", "POST"}) {
    const TestResponse response =
        ask(server, method, "/_basalt/admin/clock", "Content-Type: application/json\r\n", "{}");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.body, "<UnknownOperationException/>\n");
  }
}

TEST(Admin, AnswersLoopbackOnceOn) {
  EchoingAdmin admin;
  ServerOptions options;
  options.admin = &admin;
  TestServer server(options);
  EXPECT_EQ(ask(server, "GET", "/_basalt/admin/clock?x=y").body, "GET clock ");
  const TestResponse posted = ask(server, "POST", "/_basalt/admin/clock", "", "{\"reset\":true}");
  EXPECT_EQ(posted.body, "POST clock {\"reset\":true}");
  EXPECT_EQ(posted.headers.at("content-type"), "application/json");
  EXPECT_EQ(ask(server, "GET", "/_basalt/admin/teapot").status, 418);
  EXPECT_EQ(ask(server, "DELETE", "/_basalt/admin/faults").body, "DELETE faults ");
  EXPECT_EQ(ask(server, "PUT", "/_basalt/admin/clock").status, 405);
  // The rest is as ever.
  EXPECT_EQ(ask(server, "GET", "/").status, 200);
  EXPECT_EQ(ask(server, "GET", "/_basalt/").status, 404);
}

TEST(Admin, RefusesPagesInABrowser) {
  EchoingAdmin admin;
  ServerOptions options;
  options.admin = &admin;
  options.admin_access = AdminAccess::kAnyone;
  TestServer server(options);
  const TestResponse response = ask(server, "POST", "/_basalt/admin/clock", "Origin: http://localhost\r\n", "{}");
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(response.body, R"({"message":"not for pages in a browser"})");
}

}  // namespace
}  // namespace basalt::http
