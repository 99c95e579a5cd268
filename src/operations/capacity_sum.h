// Adding consumed capacities of one table. Private to operations.
#pragma once

#include "basalt/operations/consumed_capacity.h"

namespace basalt::operations {

void add_capacity(const ConsumedCapacity& part, ConsumedCapacity& sum);

}  // namespace basalt::operations
