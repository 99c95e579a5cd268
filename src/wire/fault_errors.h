// What an injected error looks like to the client of an action.
#pragma once

#include <string_view>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/wire/fault_rules.h"

namespace basalt::wire {

// Of a transaction's action: cancelled because of the items that are concerned, where AWS has a reason for it.
ApiError fault_error(ErrorFault fault, std::string_view action, const std::vector<bool>& concerned);

}  // namespace basalt::wire
