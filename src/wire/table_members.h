// Members that CreateTable and UpdateTable share, read with their constraints; and the names of their enums.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "basalt/operations/table_parameters.h"
#include "wire/object_reader.h"

namespace basalt::wire {

inline constexpr auto kAttributeTypes = std::to_array<EnumName<AttributeType>>({
    {"B", AttributeType::kBinary},
    {"N", AttributeType::kNumber},
    {"S", AttributeType::kString},
});
inline constexpr auto kKeyTypes = std::to_array<EnumName<operations::KeyType>>({
    {"HASH", operations::KeyType::kHash},
    {"RANGE", operations::KeyType::kRange},
});
inline constexpr auto kBillingModes = std::to_array<EnumName<store::BillingMode>>({
    {"PROVISIONED", store::BillingMode::kProvisioned},
    {"PAY_PER_REQUEST", store::BillingMode::kPayPerRequest},
});
inline constexpr auto kProjectionTypes = std::to_array<EnumName<store::ProjectionType>>({
    {"ALL", store::ProjectionType::kAll},
    {"INCLUDE", store::ProjectionType::kInclude},
    {"KEYS_ONLY", store::ProjectionType::kKeysOnly},
});
inline constexpr auto kStreamViewTypes = std::to_array<EnumName<store::StreamViewType>>({
    {"NEW_IMAGE", store::StreamViewType::kNewImage},
    {"OLD_IMAGE", store::StreamViewType::kOldImage},
    {"NEW_AND_OLD_IMAGES", store::StreamViewType::kNewAndOldImages},
    {"KEYS_ONLY", store::StreamViewType::kKeysOnly},
});
inline constexpr auto kSseTypes = std::to_array<EnumName<operations::SseType>>({
    {"AES256", operations::SseType::kAes256},
    {"KMS", operations::SseType::kKms},
});

// The name of an enum's value.
template <class E, size_t N>
std::string_view enum_name(const std::array<EnumName<E>, N>& names, E value) {
  for (const EnumName<E>& entry : names) {
    if (entry.value == value) return entry.name;
  }
  return {};
}

void attribute_definitions_member(ObjectReader& members, bool required, std::vector<store::AttributeDefinition>& out);
// max_size: 2 of a table and a local index; global indexes have limits of their own.
void key_schema_member(ObjectReader& members, std::optional<size_t> max_size,
                       std::vector<operations::KeySchemaElement>& out);
void provisioned_throughput_member(ObjectReader& members, std::optional<operations::ThroughputParameter>& out);
void on_demand_throughput_member(ObjectReader& members, std::optional<operations::OnDemandParameter>& out);
void warm_throughput_member(ObjectReader& members, std::optional<operations::WarmThroughputParameter>& out);
void stream_specification_member(ObjectReader& members, std::optional<operations::StreamParameter>& out);
void sse_specification_member(ObjectReader& members, std::optional<operations::SseParameter>& out);
void index_name_member(ObjectReader& members, std::string& out);
void tags_member(ObjectReader& members, bool required, std::optional<std::vector<operations::Tag>>& out);
// The members of LocalSecondaryIndex; of GlobalSecondaryIndex and CreateGlobalSecondaryIndexAction.
operations::LocalIndexParameter local_index(ObjectReader& members);
operations::GlobalIndexParameter global_index(ObjectReader& members);
// The first of the named members that the request has.
std::optional<std::string> first_present(const ObjectReader& members, std::initializer_list<std::string_view> names);

}  // namespace basalt::wire
