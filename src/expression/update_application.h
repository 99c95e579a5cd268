// Applying an update to an item: a pure function of the old item.
#pragma once

#include "basalt/error/api_error.h"
#include "expression/bound.h"

namespace basalt::expression {

ApiResult<Item> apply_update(const BoundUpdate& update, const Item& old);

}  // namespace basalt::expression
