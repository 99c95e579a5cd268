#include "operations/table_checks.h"

#include <algorithm>

namespace basalt::operations {
namespace {

constexpr int64_t kMaxThroughput = 1'000'000'000'000;
constexpr int64_t kRemoveMaximum = -1;
constexpr size_t kMaxKeyAttributesPerType = 4;
constexpr size_t kMaxProjectedAttributes = 100;

// "[a, b]"
template <class Range, class Name>
std::string listed(const Range& range, Name&& name) {
  std::string out = "[";
  for (const auto& element : range) {
    if (out.size() > 1) out.append(", ");
    out.append(name(element));
  }
  return out.append("]");
}

const std::string& attribute_name(const KeySchemaElement& element) { return element.attribute_name; }
const std::string& definition_name(const store::AttributeDefinition& definition) { return definition.name; }

bool is_defined(Definitions definitions, std::string_view name) {
  return std::any_of(definitions.begin(), definitions.end(),
                     [&](const store::AttributeDefinition& definition) { return definition.name == name; });
}

ApiResult<void> check_key_types(std::span<const KeySchemaElement> key) {
  if (key[0].key_type != KeyType::kHash) {
    return Failure{ApiError::validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")};
  }
  if (key.size() > 1 && key[1].key_type != KeyType::kRange) {
    return Failure{ApiError::validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")};
  }
  return {};
}

ApiResult<void> check_distinct(std::span<const KeySchemaElement> key) {
  for (size_t i = 0; i < key.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (key[i].attribute_name != key[j].attribute_name) continue;
      return Failure{ApiError::validation(
          key.size() == 2 ? "Both the Hash Key and the Range Key element in the KeySchema have the same name"
                          : "The KeySchema contains multiple key attributes with the same name")};
    }
  }
  return {};
}

// A global index may have up to four attributes of each kind.
ApiResult<void> check_global_key_types(std::span<const KeySchemaElement> key) {
  if (key[0].key_type != KeyType::kHash) return check_key_types(key);
  const auto first_range = std::find_if(
      key.begin(), key.end(), [](const KeySchemaElement& element) { return element.key_type == KeyType::kRange; });
  if (std::any_of(first_range, key.end(),
                  [](const KeySchemaElement& element) { return element.key_type == KeyType::kHash; })) {
    return Failure{invalid_parameter("All HASH key attributes must precede RANGE key attributes in the KeySchema")};
  }
  const auto hash_count = static_cast<size_t>(first_range - key.begin());
  if (hash_count > kMaxKeyAttributesPerType || key.size() - hash_count > kMaxKeyAttributesPerType) {
    return Failure{invalid_parameter("The KeySchema exceeds the maximum allowed number of " +
                                     std::string(hash_count > kMaxKeyAttributesPerType ? "HASH" : "RANGE") +
                                     " key attributes")};
  }
  return {};
}

ApiResult<void> check_maximum(const std::optional<int64_t>& maximum, const std::string& member,
                              store::BillingMode billing, const ThroughputOwner& owner, bool allow_removal) {
  if (!maximum) return {};
  if (billing == store::BillingMode::kProvisioned) {
    const std::string of_index = owner.index ? " for index : " + *owner.index : "";
    return Failure{invalid_parameter(member + " for OnDemandThroughput" + of_index +
                                     " cannot be specified when the table BillingMode is PROVISIONED")};
  }
  if (*maximum >= 1 || (allow_removal && *maximum == kRemoveMaximum)) return {};
  return Failure{invalid_parameter("Requested " + member + " for OnDemandThroughput for " +
                                   (owner.index ? "index : " + *owner.index : "table") + " is outside of valid range")};
}

ApiResult<void> check_warm_units(const std::optional<int64_t>& requested, int64_t floor, const std::string& member,
                                 const ThroughputOwner& owner, const std::string& floor_name) {
  if (!requested || *requested >= floor) return {};
  return Failure{invalid_parameter("Requested " + member + " for WarmThroughput for " +
                                   (owner.index ? "index " + *owner.index : "table") + " is lower than " + floor_name)};
}

}  // namespace

ApiError invalid_parameter(std::string_view text) {
  return ApiError::validation("One or more parameter values were invalid: " + std::string(text));
}

ApiError legacy_global_table() {
  return invalid_parameter(
      "DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables version "
      "2019.11.21, instead of version 2017.11.29 (Legacy).");
}

ApiResult<void> check_throughput_bounds(const ThroughputParameter& throughput) {
  const auto check = [](int64_t units, std::string_view member) -> ApiResult<void> {
    if (units <= kMaxThroughput) return {};
    return Failure{ApiError::validation("Given value " + std::to_string(units) + " for " + std::string(member) +
                                        " is out of bounds")};
  };
  TRY(check(throughput.read_units, "ReadCapacityUnits"));
  return check(throughput.write_units, "WriteCapacityUnits");
}

ApiResult<void> check_on_demand(const OnDemandParameter& on_demand, store::BillingMode billing,
                                const ThroughputOwner& owner, bool allow_removal) {
  TRY(check_maximum(on_demand.max_read_units, "MaxReadRequestUnits", billing, owner, allow_removal));
  return check_maximum(on_demand.max_write_units, "MaxWriteRequestUnits", billing, owner, allow_removal);
}

ApiResult<void> check_initial_warm_throughput(const WarmThroughputParameter& warm, store::BillingMode billing,
                                              const std::optional<ThroughputParameter>& throughput,
                                              const ThroughputOwner& owner) {
  if (billing == store::BillingMode::kPayPerRequest) {
    const store::WarmThroughput initial;
    const std::string floor =
        "initial throughput for OnDemand. See: "
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html";
    TRY(check_warm_units(warm.read_units_per_second, initial.read_units_per_second, "ReadUnitsPerSecond", owner,
                         floor));
    return check_warm_units(warm.write_units_per_second, initial.write_units_per_second, "WriteUnitsPerSecond", owner,
                            floor);
  }
  const ThroughputParameter floor = throughput.value_or(ThroughputParameter{});
  TRY(check_warm_units(warm.read_units_per_second, floor.read_units, "ReadUnitsPerSecond", owner,
                       "ReadCapacityUnits of ProvisionedThroughput"));
  return check_warm_units(warm.write_units_per_second, floor.write_units, "WriteUnitsPerSecond", owner,
                          "WriteCapacityUnits of ProvisionedThroughput");
}

ApiResult<void> check_sse(const SseParameter& sse) {
  const bool enabled = sse.enabled.value_or(false);
  if (!enabled && sse.type) return Failure{invalid_parameter("SSEType can not be specified if Enabled is false")};
  if (!enabled && sse.kms_master_key_id) {
    return Failure{invalid_parameter("KMSMasterKeyId can not be specified if Enabled is false")};
  }
  if (sse.type == SseType::kAes256) return Failure{invalid_parameter("SSEType AES256 is not supported")};
  if (sse.kms_master_key_id && !sse.type) {
    return Failure{invalid_parameter("SSEType KMS is required if KMSMasterKeyId is specified")};
  }
  return {};
}

ApiResult<store::TableClass> parse_table_class(std::string_view name) {
  if (name == "STANDARD") return store::TableClass::kStandard;
  if (name == "STANDARD_INFREQUENT_ACCESS") return store::TableClass::kStandardInfrequentAccess;
  return Failure{ApiError::validation(
      "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, "
      "STANDARD_INFREQUENT_ACCESS].")};
}

ApiResult<void> check_table_key(std::span<const KeySchemaElement> key, Definitions definitions) {
  for (auto at = definitions.begin(); at != definitions.end(); ++at) {
    if (!is_defined({definitions.begin(), at}, at->name)) continue;
    return Failure{ApiError::validation("Attribute Name is duplicated: " + at->name)};
  }
  if (key.size() > definitions.size()) {
    return Failure{ApiError::validation("Invalid KeySchema: Some index key attribute have no definition")};
  }
  TRY(IndexChecks(key, definitions).keys_defined(key));
  TRY(check_distinct(key));
  return check_key_types(key);
}

ApiResult<void> IndexChecks::keys_defined(std::span<const KeySchemaElement> key) const {
  if (std::all_of(key.begin(), key.end(),
                  [&](const KeySchemaElement& element) { return is_defined(definitions_, element.attribute_name); })) {
    return {};
  }
  return Failure{invalid_parameter(
      "Some index key attributes are not defined in AttributeDefinitions. Keys: " + listed(key, attribute_name) +
      ", AttributeDefinitions: " + listed(definitions_, definition_name))};
}

ApiResult<void> IndexChecks::name_and_projection(std::string_view name, const ProjectionParameter& projection) {
  if (!projection.type) return Failure{invalid_parameter("Unknown ProjectionType: null")};
  const bool include = projection.type == store::ProjectionType::kInclude;
  if (include != projection.non_key_attributes.has_value()) {
    const std::string type = include ? "INCLUDE" : projection.type == store::ProjectionType::kAll ? "ALL" : "KEYS_ONLY";
    return Failure{invalid_parameter("ProjectionType is " + type + ", but NonKeyAttributes is " +
                                     (include ? "not " : "") + "specified")};
  }
  if (include) {
    auto names = *projection.non_key_attributes;
    projected_attributes_ += names.size();
    std::sort(names.begin(), names.end());
    const auto repeated = std::adjacent_find(names.begin(), names.end());
    if (repeated != names.end()) {
      return Failure{invalid_parameter("Duplicate element in NonKeyAttributes: " + *repeated)};
    }
    if (projected_attributes_ > kMaxProjectedAttributes) {
      return Failure{invalid_parameter("Number of NonKeyAttributes in all indexes exceeds per-table limit of " +
                                       std::to_string(kMaxProjectedAttributes))};
    }
  }
  if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
    return Failure{invalid_parameter("Duplicate index name: " + std::string(name))};
  }
  names_.emplace_back(name);
  return {};
}

void IndexChecks::use_keys(std::span<const KeySchemaElement> key) {
  for (const KeySchemaElement& element : key) index_keys_.push_back(element.attribute_name);
}

ApiResult<void> IndexChecks::local(const LocalIndexParameter& index) {
  TRY(keys_defined(index.key_schema));
  TRY(check_distinct(index.key_schema));
  TRY(check_key_types(index.key_schema));
  if (index.key_schema.size() != 2) {
    return Failure{invalid_parameter("Index KeySchema does not have a range key for index: " + index.name)};
  }
  const std::string& hash = index.key_schema[0].attribute_name;
  if (hash != table_key_[0].attribute_name) {
    return Failure{invalid_parameter(
        "Index KeySchema does not have the same leading hash key as table KeySchema for "
        "index: " +
        index.name + ". index hash key: " + hash + ", table hash key: " + table_key_[0].attribute_name)};
  }
  use_keys(index.key_schema);
  return name_and_projection(index.name, index.projection);
}

ApiResult<void> IndexChecks::global(const GlobalIndexParameter& index, store::BillingMode billing) {
  TRY(keys_defined(index.key_schema));
  TRY(check_distinct(index.key_schema));
  TRY(check_global_key_types(index.key_schema));
  use_keys(index.key_schema);
  TRY(name_and_projection(index.name, index.projection));
  const bool on_demand = billing == store::BillingMode::kPayPerRequest;
  if (on_demand && index.throughput) {
    return Failure{invalid_parameter("ProvisionedThroughput should not be specified for index: " + index.name +
                                     " when BillingMode is PAY_PER_REQUEST")};
  }
  if (!on_demand && !index.throughput) {
    return Failure{invalid_parameter("ProvisionedThroughput is not specified for index: " + index.name)};
  }
  const ThroughputOwner owner{index.name};
  if (index.throughput) TRY(check_throughput_bounds(*index.throughput));
  if (index.on_demand) TRY(check_on_demand(*index.on_demand, billing, owner, false));
  if (index.warm) TRY(check_initial_warm_throughput(*index.warm, billing, index.throughput, owner));
  return {};
}

ApiResult<void> IndexChecks::all_definitions_used(bool has_indexes) const {
  if (!has_indexes) {
    if (table_key_.size() == definitions_.size()) return {};
    return Failure{
        invalid_parameter("Number of attributes in KeySchema does not exactly match number of attributes defined in "
                          "AttributeDefinitions")};
  }
  std::vector<std::string> used;
  const auto use = [&](const std::string& name) {
    if (std::find(used.begin(), used.end(), name) == used.end()) used.push_back(name);
  };
  for (const KeySchemaElement& element : table_key_) use(element.attribute_name);
  for (const std::string& name : index_keys_) use(name);
  if (used.size() == definitions_.size()) return {};
  return Failure{invalid_parameter(
      "Some AttributeDefinitions are not used. AttributeDefinitions: " + listed(definitions_, definition_name) +
      ", keys used: " + listed(used, [](const std::string& name) { return name; }))};
}

store::KeySchema key_schema_of(std::span<const KeySchemaElement> key) {
  store::KeySchema schema;
  for (const KeySchemaElement& element : key) {
    (element.key_type == KeyType::kHash ? schema.partition : schema.sort).push_back(element.attribute_name);
  }
  return schema;
}

store::IndexProjection projection_of(const ProjectionParameter& projection) {
  return {projection.type.value_or(store::ProjectionType::kAll),
          projection.non_key_attributes.value_or(std::vector<std::string>{})};
}

}  // namespace basalt::operations
