// CreateTable. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/table_description.h"
#include "basalt/operations/table_parameters.h"

namespace basalt::operations {

struct CreateTable {
  struct Request {
    std::string table_name;
    std::vector<store::AttributeDefinition> attribute_definitions;
    std::vector<KeySchemaElement> key_schema;
    std::optional<std::vector<LocalIndexParameter>> local_indexes;
    std::optional<std::vector<GlobalIndexParameter>> global_indexes;
    std::optional<store::BillingMode> billing_mode;
    std::optional<ThroughputParameter> throughput;
    std::optional<OnDemandParameter> on_demand;
    std::optional<WarmThroughputParameter> warm;
    std::optional<StreamParameter> stream;
    std::optional<SseParameter> sse;
    std::optional<std::vector<Tag>> tags;
    std::optional<std::string> table_class;
    bool deletion_protection = false;
    // A member that this server does not offer, if the request has one.
    std::optional<std::string> unsupported_member;
  };
  struct Response {
    TableDescription table;
  };
  static constexpr std::string_view kName = "CreateTable";
  static constexpr std::string_view kIamAction = "dynamodb:CreateTable";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
