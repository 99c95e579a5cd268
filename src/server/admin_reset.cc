#include "server/admin_reset.h"

#include <nlohmann/json.hpp>

#include "basalt/base/log.h"
#include "basalt/store/store_image.h"
#include "server/admin_json.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kUsage =
    "nothing, or any of: faults, false to keep the fault rules; clock, true for real time";

struct Wanted {
  bool faults = true;
  bool clock = false;
};

// nullopt: not understood.
std::optional<Wanted> read_wanted(std::string_view body) {
  Wanted wanted;
  if (body.empty()) return wanted;
  const Json request = Json::parse(body, nullptr, false);
  if (!request.is_object()) return std::nullopt;
  for (const auto& [name, value] : request.items()) {
    if (!value.is_boolean() || (name != "faults" && name != "clock")) return std::nullopt;
    (name == "faults" ? wanted.faults : wanted.clock) = value.get<bool>();
  }
  return wanted;
}

}  // namespace

AdminResource reset_resource(store::Store& store, wire::FaultRules& faults, AdjustableClock& clock) {
  const auto reset = [&store, &faults, &clock](std::string_view body) -> http::AdminAnswer {
    const auto wanted = read_wanted(body);
    if (!wanted) return bad_request(kUsage);
    const size_t tables = store.catalog().select([](const store::TableDefinition&) { return true; }).size();
    const auto emptied = store.restore(store::StoreImage());
    if (!emptied.ok()) return admin_failure(500, emptied.error().message());
    if (wanted->faults) faults.reset();
    if (wanted->clock) clock.reset();
    log::warning("everything was reset", {{"tables", static_cast<int64_t>(tables)}});
    return {200, Json{{"tables_removed", tables}}.dump()};
  };
  return {"reset", {}, reset};
}

}  // namespace basalt::server
