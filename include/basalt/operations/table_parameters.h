// Parameters that CreateTable and UpdateTable share, as the service model types them.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "basalt/store/table_definition.h"

namespace basalt::operations {

enum class KeyType { kHash, kRange };

struct KeySchemaElement {
  std::string attribute_name;
  KeyType key_type = KeyType::kHash;
};

struct ThroughputParameter {
  int64_t read_units = 0;
  int64_t write_units = 0;
};

struct ProjectionParameter {
  std::optional<store::ProjectionType> type;
  std::optional<std::vector<std::string>> non_key_attributes;
};

// Of a table or a global index; a member of -1 takes a maximum away.
struct OnDemandParameter {
  std::optional<int64_t> max_read_units;
  std::optional<int64_t> max_write_units;
};

struct WarmThroughputParameter {
  std::optional<int64_t> read_units_per_second;
  std::optional<int64_t> write_units_per_second;
};

struct LocalIndexParameter {
  std::string name;
  std::vector<KeySchemaElement> key_schema;
  ProjectionParameter projection;
};

struct GlobalIndexParameter {
  std::string name;
  std::vector<KeySchemaElement> key_schema;
  ProjectionParameter projection;
  std::optional<ThroughputParameter> throughput;
  std::optional<OnDemandParameter> on_demand;
  std::optional<WarmThroughputParameter> warm;
};

struct StreamParameter {
  bool enabled = false;
  std::optional<store::StreamViewType> view_type;
};

enum class SseType { kAes256, kKms };

struct SseParameter {
  std::optional<bool> enabled;
  std::optional<SseType> type;
  std::optional<std::string> kms_master_key_id;
};

struct Tag {
  std::string key;
  std::optional<std::string> value;
};

}  // namespace basalt::operations
