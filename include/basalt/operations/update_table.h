// UpdateTable. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/table_description.h"
#include "basalt/operations/table_parameters.h"

namespace basalt::operations {

// A member of GlobalSecondaryIndexUpdates: exactly one of the three, which the action checks.
struct IndexUpdate {
  struct Update {
    std::string name;
    std::optional<ThroughputParameter> throughput;
    std::optional<OnDemandParameter> on_demand;
    std::optional<WarmThroughputParameter> warm;
  };
  std::optional<GlobalIndexParameter> create;
  std::optional<Update> update;
  std::optional<std::string> delete_name;
};

struct UpdateTable {
  struct Request {
    std::string table_name;
    std::vector<store::AttributeDefinition> attribute_definitions;
    std::optional<store::BillingMode> billing_mode;
    std::optional<ThroughputParameter> throughput;
    std::optional<OnDemandParameter> on_demand;
    std::optional<WarmThroughputParameter> warm;
    std::optional<std::vector<IndexUpdate>> index_updates;
    std::optional<StreamParameter> stream;
    std::optional<SseParameter> sse;
    std::optional<std::string> table_class;
    std::optional<bool> deletion_protection;
    // A member that this server does not offer, if the request has one.
    std::optional<std::string> unsupported_member;
  };
  struct Response {
    TableDescription table;
  };
  static constexpr std::string_view kName = "UpdateTable";
  static constexpr std::string_view kIamAction = "dynamodb:UpdateTable";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
