// ResourceArn parameters, which name a table, or its stream, by its ARN alone.
#pragma once

#include <functional>
#include <string_view>

#include "basalt/operations/context.h"
#include "basalt/store/table.h"
#include "operations/table_settings.h"

namespace basalt::operations {

// Refuses what is not the ARN of a table ("ARNs must start with 'arn:': x", …).
ApiResult<void> check_table_arn(std::string_view resource_arn);
// The table, in any status; else ResourceNotFoundException "Requested resource not found: ResourcArn: … not found".
ApiResult<store::TableRef> table_of_arn(const Context& context, std::string_view resource_arn);
// The table that may hold a policy, or whose stream may; ResourceNotFoundException when it, or the stream, is not
// there.
ApiResult<store::TableRef> policy_holder(const Context& context, std::string_view resource_arn);
// Changes the tags of the table that the ARN names.
ApiResult<void> change_tags(const Context& context, std::string_view resource_arn,
                            const std::function<ApiResult<void>(Tags&)>& change);

}  // namespace basalt::operations
