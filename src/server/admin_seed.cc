#include "server/admin_seed.h"

#include <nlohmann/json.hpp>

#include "server/admin_json.h"

namespace basalt::server {

AdminResource seed_resource(Seeder& seeder) {
  const auto seed = [&seeder](std::string_view body) -> http::AdminAnswer {
    const auto report = seeder.seed(body);
    if (!report.ok()) return bad_request(report.error());
    const nlohmann::json shown{{"tables_created", report->tables_created}, {"items_put", report->items_put}};
    return {200, shown.dump()};
  };
  return {"seed", {}, seed};
}

}  // namespace basalt::server
