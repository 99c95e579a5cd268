// The names of the enums that several actions share, in the order AWS prints them when a value is none of them.
#pragma once

#include <array>

#include "basalt/expression/legacy.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/write_parameters.h"
#include "wire/object_reader.h"

namespace basalt::wire {

inline constexpr auto kReturnConsumedCapacity = std::to_array<EnumName<operations::ReturnConsumedCapacity>>({
    {"INDEXES", operations::ReturnConsumedCapacity::kIndexes},
    {"TOTAL", operations::ReturnConsumedCapacity::kTotal},
    {"NONE", operations::ReturnConsumedCapacity::kNone},
});

inline constexpr auto kReturnItemCollectionMetrics = std::to_array<EnumName<operations::ReturnItemCollectionMetrics>>({
    {"SIZE", operations::ReturnItemCollectionMetrics::kSize},
    {"NONE", operations::ReturnItemCollectionMetrics::kNone},
});

inline constexpr auto kReturnValues = std::to_array<EnumName<operations::ReturnValues>>({
    {"ALL_NEW", operations::ReturnValues::kAllNew},
    {"UPDATED_OLD", operations::ReturnValues::kUpdatedOld},
    {"ALL_OLD", operations::ReturnValues::kAllOld},
    {"NONE", operations::ReturnValues::kNone},
    {"UPDATED_NEW", operations::ReturnValues::kUpdatedNew},
});

inline constexpr auto kReturnValuesOnConditionCheckFailure = std::to_array<EnumName<operations::ReturnValues>>({
    {"ALL_OLD", operations::ReturnValues::kAllOld},
    {"NONE", operations::ReturnValues::kNone},
});

inline constexpr auto kConditionalOperator = std::to_array<EnumName<expression::ConditionalOperator>>({
    {"OR", expression::ConditionalOperator::kOr},
    {"AND", expression::ConditionalOperator::kAnd},
});

}  // namespace basalt::wire
