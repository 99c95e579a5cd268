// GlobalSecondaryIndexUpdates: creating, changing and deleting global secondary indexes of an existing table.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexUpdate.html
#pragma once

#include <optional>
#include <vector>

#include "basalt/operations/update_table.h"
#include "operations/table_checks.h"

namespace basalt::operations {

// What can be said without the table: one action each, one update per index.
ApiResult<void> check_index_updates(const std::vector<IndexUpdate>& updates);
// A table that becomes provisioned must be told the throughput of each of its indexes.
ApiResult<void> check_every_index_gets_throughput(const store::TableDefinition& definition,
                                                  const std::optional<std::vector<IndexUpdate>>& updates);
// definitions: the request's AttributeDefinitions, which new indexes may need.
ApiResult<void> apply_index_updates(const std::vector<IndexUpdate>& updates, Definitions definitions, double now,
                                    store::TableDefinition& definition);

// Sets units and when they last rose or fell; units of 0 mean on demand.
void set_throughput(const ThroughputParameter& wanted, double now, store::Throughput& throughput);
// Warm throughput can only grow.
ApiResult<void> raise_warm_throughput(const WarmThroughputParameter& wanted, const ThroughputOwner& owner,
                                      store::WarmThroughput& warm);

}  // namespace basalt::operations
