// AWS's wording of what is wrong with an expression, each text once. The caller puts "Invalid <kind>: " before it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "basalt/value/decimal.h"

namespace basalt::expression::message {

// Of any kind of expression.
std::string empty_expression();
std::string expression_too_long(size_t size);
std::string syntax_error(std::string_view token, std::string_view near);
std::string too_many_operators(size_t count);
std::string redundant_parentheses();
std::string reserved_word(std::string_view word);
std::string list_index_out_of_range(std::string_view digits);
std::string path_too_deep(size_t elements);
std::string undefined_name(std::string_view placeholder);
std::string undefined_value(std::string_view placeholder);
std::string paths_overlap(std::string_view one, std::string_view two);
std::string paths_conflict(std::string_view one, std::string_view two);

// Of functions and operators. type: "S", "N", …
std::string unknown_function(std::string_view name);
std::string function_not_for_conditions(std::string_view name);
std::string function_not_for_updates(std::string_view name);
std::string function_misplaced(std::string_view name);
std::string wrong_operand_count(std::string_view function, size_t count);
std::string wrong_operand_type(std::string_view function, std::string_view type);
std::string path_required(std::string_view function);
std::string operands_not_distinct(std::string_view function, std::string_view first);
std::string unknown_type_name(std::string_view name);
std::string too_many_in_operands(size_t count);
std::string between_types_differ(std::string_view lower, std::string_view upper);
std::string between_bounds_reversed(std::string_view lower, std::string_view upper);

// Of numbers that are none of DynamoDB's: out of range, or of too many digits.
std::string number_error(NumberError error);

// Of updates. section: "SET", …; type: "STRING", "NUMBER", …
std::string section_repeated(std::string_view section);
std::string wrong_section_operand(std::string_view section, std::string_view type);

}  // namespace basalt::expression::message
