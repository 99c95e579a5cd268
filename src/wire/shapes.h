// Shapes that several responses share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/write_parameters.h"
#include "wire/object_writer.h"

namespace basalt::wire {

// The ConsumedCapacity shape itself.
void write_consumed_capacity(const operations::ConsumedCapacity& capacity, std::string& out);
// The ItemCollectionMetrics shape itself.
void write_item_collection_metrics(const operations::ItemCollectionMetrics& metrics, std::string& out);

// "ConsumedCapacity" and "ItemCollectionMetrics" of a single-item answer; nothing when absent.
void consumed_capacity_member(const std::optional<operations::ConsumedCapacity>& capacity, ObjectWriter& object);
void item_collection_metrics_member(const std::optional<operations::ItemCollectionMetrics>& metrics,
                                    ObjectWriter& object);

}  // namespace basalt::wire
