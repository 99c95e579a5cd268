// What a SET assigns: reading and computing it from the item as it was before the update.
#pragma once

#include "basalt/error/api_error.h"
#include "expression/bound.h"

namespace basalt::expression {

ApiResult<AttributeValue> set_value(const SetAction& action, const BoundReferences& references, const Item& old);

// a + b, or AWS's error when the result is no Number.
ApiResult<Decimal> add_numbers(const Decimal& a, const Decimal& b);

ApiError incorrect_operand_type();

}  // namespace basalt::expression
