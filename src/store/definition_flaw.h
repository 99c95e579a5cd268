// What is wrong with a table's definition as the catalog holds it: whatever the rest of the store CHECKs or relies on.
// Pure function.
#pragma once

#include <optional>
#include <string>

#include "basalt/store/table_definition.h"

namespace basalt::store {

// A phrase; nullopt: nothing. A definition without a flaw can be made a Table.
std::optional<std::string> flaw_of(const TableDefinition& definition);

}  // namespace basalt::store
