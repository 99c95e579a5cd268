// Union and difference of DynamoDB's sets, which are kept sorted.
#pragma once

#include "basalt/value/attribute_value.h"

namespace basalt::expression {

// Both must be sets of one type, else false and target is as it was.
bool unite(AttributeValue& target, const AttributeValue& added);
// The same; emptied tells whether nothing is left, which no stored set may be.
bool subtract(AttributeValue& target, const AttributeValue& removed, bool& emptied);

}  // namespace basalt::expression
