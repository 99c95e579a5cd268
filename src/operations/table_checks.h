// What AWS refuses in the definition of a table and of its indexes, beyond the constraints of single members. Each
// function is one rule or one family; CreateTable and UpdateTable call them in AWS's order.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/operations/table_parameters.h"
#include "basalt/store/table_definition.h"

namespace basalt::operations {

// "One or more parameter values were invalid: " and the text.
ApiError invalid_parameter(std::string_view text);

// What AWS answers to whoever wants a global table of version 2017.11.29.
ApiError legacy_global_table();

// A table or one of its indexes, as messages about throughput name it.
struct ThroughputOwner {
  std::optional<std::string> index;  // nullopt: the table
};

ApiResult<void> check_throughput_bounds(const ThroughputParameter& throughput);
// allow_removal: whether -1 may take a maximum away.
ApiResult<void> check_on_demand(const OnDemandParameter& on_demand, store::BillingMode billing,
                                const ThroughputOwner& owner, bool allow_removal);
ApiResult<void> check_initial_warm_throughput(const WarmThroughputParameter& warm, store::BillingMode billing,
                                              const std::optional<ThroughputParameter>& throughput,
                                              const ThroughputOwner& owner);
ApiResult<void> check_sse(const SseParameter& sse);
ApiResult<store::TableClass> parse_table_class(std::string_view name);

using Definitions = std::span<const store::AttributeDefinition>;
ApiResult<void> check_table_key(std::span<const KeySchemaElement> key, Definitions definitions);

// Indexes: sets of names and counts of projected attributes go across all of a table's.
class IndexChecks {
 public:
  IndexChecks(std::span<const KeySchemaElement> table_key, Definitions definitions)
      : table_key_(table_key), definitions_(definitions) {}

  ApiResult<void> local(const LocalIndexParameter& index);
  ApiResult<void> global(const GlobalIndexParameter& index, store::BillingMode billing);
  ApiResult<void> keys_defined(std::span<const KeySchemaElement> key) const;
  // After all indexes: every definition must be used by some key.
  ApiResult<void> all_definitions_used(bool has_indexes) const;

 private:
  ApiResult<void> name_and_projection(std::string_view name, const ProjectionParameter& projection);
  void use_keys(std::span<const KeySchemaElement> key);

  std::span<const KeySchemaElement> table_key_;
  Definitions definitions_;
  std::vector<std::string> names_;
  std::vector<std::string> index_keys_;
  size_t projected_attributes_ = 0;
};

inline constexpr size_t kMaxLocalIndexes = 5;
inline constexpr size_t kMaxGlobalIndexes = 20;

store::KeySchema key_schema_of(std::span<const KeySchemaElement> key);
store::IndexProjection projection_of(const ProjectionParameter& projection);

}  // namespace basalt::operations
