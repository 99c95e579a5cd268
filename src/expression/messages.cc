#include "expression/messages.h"

#include <initializer_list>

#include "basalt/base/check.h"
#include "basalt/error/number_error_text.h"

namespace basalt::expression::message {
namespace {

std::string join(std::initializer_list<std::string_view> parts) {
  size_t size = 0;
  for (std::string_view part : parts) size += part.size();
  std::string text;
  text.reserve(size);
  for (std::string_view part : parts) text += part;
  return text;
}

std::string two_paths(std::string_view relation, std::string_view one, std::string_view two) {
  return join({"Two document paths ", relation,
               " with each other; must remove or rewrite one of these paths; path one: ", one, ", path two: ", two});
}

std::string between(std::string_view requirement, std::string_view lower, std::string_view upper) {
  return join({"The BETWEEN operator requires ", requirement, "; lower bound operand: AttributeValue: ", lower,
               ", upper bound operand: AttributeValue: ", upper});
}

}  // namespace

std::string empty_expression() { return "The expression can not be empty;"; }

std::string expression_too_long(size_t size) {
  return join({"Expression size has exceeded the maximum allowed size; expression size: ", std::to_string(size)});
}

std::string syntax_error(std::string_view token, std::string_view near) {
  return join({"Syntax error; token: \"", token, "\", near: \"", near, "\""});
}

std::string too_many_operators(size_t count) {
  return join({"The expression contains too many operators; operator count: ", std::to_string(count)});
}

std::string redundant_parentheses() { return "The expression has redundant parentheses;"; }

std::string reserved_word(std::string_view word) {
  return join({"Attribute name is a reserved keyword; reserved keyword: ", word});
}

std::string list_index_out_of_range(std::string_view digits) {
  return join({"List index is not within the allowable range; index: [", digits, "]"});
}

std::string path_too_deep(size_t elements) {
  return join({"The document path has too many nesting elements; nesting elements: ", std::to_string(elements)});
}

std::string undefined_name(std::string_view placeholder) {
  return join({"An expression attribute name used in the document path is not defined; attribute name: ", placeholder});
}

std::string undefined_value(std::string_view placeholder) {
  return join({"An expression attribute value used in expression is not defined; attribute value: ", placeholder});
}

std::string paths_overlap(std::string_view one, std::string_view two) { return two_paths("overlap", one, two); }

std::string paths_conflict(std::string_view one, std::string_view two) { return two_paths("conflict", one, two); }

std::string unknown_function(std::string_view name) { return join({"Invalid function name; function: ", name}); }

std::string function_not_for_conditions(std::string_view name) {
  return join({"The function is not allowed in a condition expression; function: ", name});
}

std::string function_not_for_updates(std::string_view name) {
  return join({"The function is not allowed in an update expression; function: ", name});
}

std::string function_misplaced(std::string_view name) {
  return join({"The function is not allowed to be used this way in an expression; function: ", name});
}

std::string wrong_operand_count(std::string_view function, size_t count) {
  return join({"Incorrect number of operands for operator or function; operator or function: ", function,
               ", number of operands: ", std::to_string(count)});
}

std::string wrong_operand_type(std::string_view function, std::string_view type) {
  return join(
      {"Incorrect operand type for operator or function; operator or function: ", function, ", operand type: ", type});
}

std::string path_required(std::string_view function) {
  return join({"Operator or function requires a document path; operator or function: ", function});
}

std::string operands_not_distinct(std::string_view function, std::string_view first) {
  return join(
      {"The first operand must be distinct from the remaining operands for this operator or function; operator: ",
       function, ", first operand: ", first});
}

std::string unknown_type_name(std::string_view name) {
  return join({"Invalid attribute type name found; type: ", name, ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"});
}

std::string too_many_in_operands(size_t count) {
  return join({"The IN operator is provided with too many operands; number of operands: ", std::to_string(count)});
}

std::string between_types_differ(std::string_view lower, std::string_view upper) {
  return between("same data type for lower and upper bounds", lower, upper);
}

std::string between_bounds_reversed(std::string_view lower, std::string_view upper) {
  return between("upper bound to be greater than or equal to lower bound", lower, upper);
}

std::string number_error(NumberError error) {
  CHECK(error != NumberError::kNotANumber);  // arithmetic and literals give numbers
  return std::string(number_error_text(error));
}

std::string section_repeated(std::string_view section) {
  return join({"The \"", section, "\" section can only be used once in an update expression;"});
}

std::string wrong_section_operand(std::string_view section, std::string_view type) {
  return join({"Incorrect operand type for operator or function; operator: ", section, ", operand type: ", type});
}

}  // namespace basalt::expression::message
