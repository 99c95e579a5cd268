// What the codecs of batches and transactions share: RequestItems, the map by table, with the constraint on its keys;
// and the ConsumedCapacity list and the ItemCollectionMetrics of several tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/operations/write_parameters.h"
#include "wire/object_reader.h"
#include "wire/object_writer.h"

namespace basalt::wire {

// The map, unless it is absent, empty or wrong (reported then). action: "BatchGetItem", for AWS's sentence about it.
std::optional<simdjson::dom::object> request_items(ObjectReader& members, std::string_view action,
                                                   std::string_view shape);

// Whether every key can be a table's name or ARN.
bool table_names_valid(simdjson::dom::object request_items);
void invalid_table_names(ObjectReader& members, std::string printed_map);

// Nothing when absent.
void consumed_capacities_member(const std::optional<std::vector<operations::ConsumedCapacity>>& capacities,
                                ObjectWriter& object);

// "Responses": one object for each, with "Item" where there is one.
void item_responses_member(const std::vector<std::optional<operations::OwnedItem>>& items, ObjectWriter& object);

void item_collection_metrics_member(const std::optional<std::vector<operations::TableMetrics>>& tables,
                                    ObjectWriter& object);

}  // namespace basalt::wire
