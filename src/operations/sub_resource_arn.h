// ARNs of what is made of a table, and named below it: backups, exports, imports; and the tokens and tables that lists
// of them take. Private to operations.
#pragma once

#include <string_view>

#include "basalt/operations/context.h"

namespace basalt::operations {

// "Invalid Backup ARN" for what is none; AccessDeniedException for another account's, where accounts are kept apart.
ApiResult<void> check_backup_arn(const Context& context, std::string_view arn);
ApiResult<void> check_export_arn(const Context& context, std::string_view arn);
ApiResult<void> check_import_arn(const Context& context, std::string_view arn);

// TableArn of ListExports and ListImports.
ApiResult<void> check_listed_table_arn(std::string_view arn);
// "Invalid Request: Provided nextToken is invalid: x"
ApiError invalid_next_token(std::string_view token);

}  // namespace basalt::operations
