// Whose row a row is: the way back from a row that follows from an item. Pure functions; any bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/derived_rows.h"

namespace basalt::store {

// The row of the item that a row of an index or of the expiry index says it is of; nullopt when it says nothing that
// could be.
std::optional<std::string> owner_of(const Table& table, const DerivedSpace& space, std::string_view row);

}  // namespace basalt::store
