// Keys as an operator can read them, in what verification finds. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "basalt/store/table.h"

namespace basalt::store {

// The item's key attributes in DynamoDB JSON, as far as it has them. Cut when long.
std::string printable_key(const Table& table, const ItemView& item);
// Any bytes, in hexadecimal. Cut when long.
std::string printable_row(std::string_view row);

}  // namespace basalt::store
