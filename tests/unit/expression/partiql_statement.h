// What the tests of PartiQL have in common.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "basalt/expression/partiql.h"
#include "unit/expression/request.h"

namespace basalt::expression::partiql {

// The message a statement is refused with; "" when it is accepted.
inline std::string statement_refusal(std::string_view text, const std::vector<AttributeValue>& parameters = {}) {
  return message_of(parse_statement(text, parameters));
}

// The statement, which must be of this kind.
template <class Kind>
Kind parsed(std::string_view text, const std::vector<AttributeValue>& parameters = {}) {
  auto statement = parse_statement(text, parameters);
  EXPECT_TRUE(statement.ok()) << text << ": " << message_of(statement);
  return std::get<Kind>(std::move(statement).value());
}

inline Condition where(std::string_view condition, const std::vector<AttributeValue>& parameters = {}) {
  return *parsed<SelectStatement>("SELECT * FROM t WHERE " + std::string(condition), parameters).where;
}

constexpr std::string_view kNotWellFormed = "Statement wasn't well formed, can't be processed: ";

}  // namespace basalt::expression::partiql
