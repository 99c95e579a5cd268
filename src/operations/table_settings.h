// The parts of a table's definition that requests set one by one: throughput, stream, encryption, tags.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basalt/operations/context.h"
#include "basalt/operations/table_parameters.h"
#include "basalt/store/table_definition.h"

namespace basalt::operations {

store::OnDemandThroughput on_demand_of(const OnDemandParameter& on_demand, store::OnDemandThroughput before);
// Warm throughput of a table or index that begins with this billing.
store::WarmThroughput initial_warm_throughput(const std::optional<WarmThroughputParameter>& requested,
                                              const std::optional<ThroughputParameter>& throughput);
store::Throughput throughput_of(const std::optional<ThroughputParameter>& throughput);
// A new stream: its label is the moment, to the millisecond, or the next one that no stream of the table has.
store::StreamSettings new_stream(store::StreamViewType view_type, const Clock& clock,
                                 const std::vector<store::ClosedStream>& before = {});
// Turns the table's stream off; streams whose records are all below the horizon are forgotten.
void close_stream(uint64_t horizon, store::TableDefinition& definition);
// nullopt: the key DynamoDB owns.
std::optional<store::SseSettings> sse_settings(const SseParameter& sse, const Identity& identity);
store::GlobalIndex global_index_of(const GlobalIndexParameter& parameter);

using Tags = std::map<std::string, std::string>;
// Adds the tags, or refuses a bad one, a repeated one, or too many.
ApiResult<void> add_tags(const std::vector<Tag>& added, Tags& tags);
// "The Tag Key provided is invalid, Key: X"
ApiResult<void> check_tag_key(const std::string& key);

}  // namespace basalt::operations
