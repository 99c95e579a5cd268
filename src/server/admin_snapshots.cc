#include "server/admin_snapshots.h"

#include <nlohmann/json.hpp>

#include "basalt/base/log.h"
#include "server/admin_json.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxNameSize = 255;
constexpr std::string_view kUsage = "exactly one of: name, to take one; restore, a name; delete, a name";
constexpr std::string_view kTooMuch = "too much: 100 snapshots, and 512 MB of all together, at most";

http::AdminAnswer show(const Snapshots& snapshots) {
  Json list = Json::array();
  for (const Snapshots::Summary& one : snapshots.list()) {
    list.push_back({{"name", one.name}, {"bytes", one.bytes}, {"taken", one.taken_seconds}});
  }
  return {200, Json{{"snapshots", std::move(list)}}.dump()};
}

http::AdminAnswer answer(const Snapshots& snapshots, const ApiResult<bool>& done, int status,
                         std::string_view refusal) {
  if (!done.ok()) return admin_failure(500, done.error().message());
  return *done ? show(snapshots) : admin_failure(status, refusal);
}

http::AdminAnswer change(Snapshots& snapshots, std::string_view body) {
  const Json request = Json::parse(body, nullptr, false);
  if (!request.is_object() || request.size() != 1 || !request.begin().value().is_string()) return bad_request(kUsage);
  const std::string& how = request.begin().key();
  const auto& name = request.begin().value().get_ref<const std::string&>();
  if (name.empty() || name.size() > kMaxNameSize) return bad_request("a name has 1 to 255 bytes");
  if (how == "name") return answer(snapshots, snapshots.take(name), 400, kTooMuch);
  constexpr std::string_view kUnknown = "no such snapshot";
  if (how == "delete") return answer(snapshots, snapshots.remove(name), 404, kUnknown);
  if (how != "restore") return bad_request(kUsage);
  log::warning("a snapshot is restored", {{"name", name}});
  return answer(snapshots, snapshots.restore(name), 404, kUnknown);
}

}  // namespace

AdminResource snapshots_resource(Snapshots& snapshots) {
  const auto remove_all = [&snapshots] {
    snapshots.clear();
    return show(snapshots);
  };
  return {"snapshots", [&snapshots] { return show(snapshots); },
          [&snapshots](std::string_view body) { return change(snapshots, body); }, remove_all};
}

}  // namespace basalt::server
