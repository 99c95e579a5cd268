#include "wire/table_members.h"

namespace basalt::wire {
namespace {

constexpr size_t kMaxAttributeNameLength = 255;
constexpr StringRule kKeyAttributeName{.required = true, .min_length = 1, .max_length = kMaxAttributeNameLength};

void projection_member(ObjectReader& members, operations::ProjectionParameter& out) {
  constexpr size_t kMaxNonKeyAttributes = 20;
  members.structure("Projection", "Projection", true, [&](ObjectReader& projection) {
    projection.enumeration("ProjectionType", out.type, kProjectionTypes);
    projection.string_list("NonKeyAttributes", out.non_key_attributes,
                           {.min_size = 1, .max_size = kMaxNonKeyAttributes},
                           {.min_length = 1, .max_length = kMaxAttributeNameLength});
  });
}

}  // namespace

void attribute_definitions_member(ObjectReader& members, bool required, std::vector<store::AttributeDefinition>& out) {
  members.list_of_structures(
      "AttributeDefinitions", {.required = required, .shape = "AttributeDefinition"},
      [&](size_t size) { out.reserve(size); },
      [&](ObjectReader& definition) {
        store::AttributeDefinition& attribute = out.emplace_back();
        definition.string("AttributeName", attribute.name, kKeyAttributeName);
        definition.enumeration("AttributeType", attribute.type, kAttributeTypes, true);
      });
}

void key_schema_member(ObjectReader& members, std::optional<size_t> max_size,
                       std::vector<operations::KeySchemaElement>& out) {
  CollectionRule rule{.required = true, .min_size = 1, .shape = "KeySchemaElement"};
  if (max_size) rule.max_size = *max_size;
  members.list_of_structures(
      "KeySchema", rule, [&](size_t size) { out.reserve(size); },
      [&](ObjectReader& element) {
        operations::KeySchemaElement& key = out.emplace_back();
        element.string("AttributeName", key.attribute_name, kKeyAttributeName);
        element.enumeration("KeyType", key.key_type, kKeyTypes, true);
      });
}

void provisioned_throughput_member(ObjectReader& members, std::optional<operations::ThroughputParameter>& out) {
  members.structure("ProvisionedThroughput", "ProvisionedThroughput", false, [&](ObjectReader& throughput) {
    std::optional<int64_t> read;
    std::optional<int64_t> write;
    throughput.integer("WriteCapacityUnits", write, {.required = true, .min = 1});
    throughput.integer("ReadCapacityUnits", read, {.required = true, .min = 1});
    out = operations::ThroughputParameter{read.value_or(0), write.value_or(0)};
  });
}

void on_demand_throughput_member(ObjectReader& members, std::optional<operations::OnDemandParameter>& out) {
  members.structure("OnDemandThroughput", "OnDemandThroughput", false, [&](ObjectReader& throughput) {
    operations::OnDemandParameter& parameter = out.emplace();
    throughput.integer("MaxReadRequestUnits", parameter.max_read_units);
    throughput.integer("MaxWriteRequestUnits", parameter.max_write_units);
  });
}

void warm_throughput_member(ObjectReader& members, std::optional<operations::WarmThroughputParameter>& out) {
  members.structure("WarmThroughput", "WarmThroughput", false, [&](ObjectReader& throughput) {
    operations::WarmThroughputParameter& parameter = out.emplace();
    throughput.integer("ReadUnitsPerSecond", parameter.read_units_per_second, {.min = 1});
    throughput.integer("WriteUnitsPerSecond", parameter.write_units_per_second, {.min = 1});
  });
}

void stream_specification_member(ObjectReader& members, std::optional<operations::StreamParameter>& out) {
  members.structure("StreamSpecification", "StreamSpecification", false, [&](ObjectReader& stream) {
    operations::StreamParameter& parameter = out.emplace();
    std::optional<bool> enabled;
    stream.boolean("StreamEnabled", enabled);
    if (!enabled) stream.problems().null_member(stream.path().member("StreamEnabled"));
    parameter.enabled = enabled.value_or(false);
    stream.enumeration("StreamViewType", parameter.view_type, kStreamViewTypes);
  });
}

void sse_specification_member(ObjectReader& members, std::optional<operations::SseParameter>& out) {
  members.structure("SSESpecification", "SSESpecification", false, [&](ObjectReader& sse) {
    operations::SseParameter& parameter = out.emplace();
    sse.boolean("Enabled", parameter.enabled);
    sse.enumeration("SSEType", parameter.type, kSseTypes);
    sse.string("KMSMasterKeyId", parameter.kms_master_key_id);
  });
}

void index_name_member(ObjectReader& members, std::string& out) {
  members.string("IndexName", out, {.required = true, .min_length = 3, .max_length = 255, .pattern = kNamePattern});
}

void tags_member(ObjectReader& members, bool required, std::optional<std::vector<operations::Tag>>& out) {
  members.list_of_structures(
      "Tags", {.required = required, .shape = "Tag"}, [&](size_t size) { out.emplace().reserve(size); },
      [&](ObjectReader& member) {
        operations::Tag& tag = out->emplace_back();
        member.string("Key", tag.key);
        member.string("Value", tag.value);
      });
}

operations::LocalIndexParameter local_index(ObjectReader& members) {
  constexpr size_t kMaxKeyAttributes = 2;
  operations::LocalIndexParameter index;
  index_name_member(members, index.name);
  key_schema_member(members, kMaxKeyAttributes, index.key_schema);
  projection_member(members, index.projection);
  return index;
}

operations::GlobalIndexParameter global_index(ObjectReader& members) {
  operations::GlobalIndexParameter index;
  projection_member(members, index.projection);
  index_name_member(members, index.name);
  provisioned_throughput_member(members, index.throughput);
  key_schema_member(members, std::nullopt, index.key_schema);
  on_demand_throughput_member(members, index.on_demand);
  warm_throughput_member(members, index.warm);
  return index;
}

std::optional<std::string> first_present(const ObjectReader& members, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (members.has(name)) return std::string(name);
  }
  return std::nullopt;
}

}  // namespace basalt::wire
