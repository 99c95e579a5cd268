// TableDefinition as the catalog's JSON document, both ways. Members that this version does not know are passed over
// and absent ones keep their defaults, so that neighbouring versions read each other's documents; a change that
// would be misread raises "format", and a greater format than ours is refused.
#pragma once

#include <string>
#include <string_view>

#include "basalt/base/result.h"
#include "basalt/store/table_definition.h"

namespace basalt::store {

std::string write_table_definition(const TableDefinition& definition);
// The error is a sentence for the log.
Result<TableDefinition, std::string> read_table_definition(std::string_view document);

}  // namespace basalt::store
