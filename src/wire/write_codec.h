// The members that PutItem, UpdateItem and DeleteItem share.
#pragma once

#include <string>

#include "basalt/operations/write_parameters.h"
#include "wire/object_reader.h"

namespace basalt::wire {

// ReturnValuesOnConditionCheckFailure, ConditionExpression and its placeholders.
void decode_condition(ObjectReader& members, operations::WriteParameters& parameters);

void encode_write_response(const operations::WriteResponse& response, std::string& out);

}  // namespace basalt::wire
