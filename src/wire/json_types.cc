#include "wire/json_types.h"

namespace basalt::wire::json_types {
namespace {

std::string_view token_name(Element element) {
  switch (element.type()) {
    case simdjson::dom::element_type::STRING:
      return "STRING_VALUE";
    case simdjson::dom::element_type::BOOL:
      return element.get_bool().value() ? "TRUE_VALUE" : "FALSE_VALUE";
    case simdjson::dom::element_type::DOUBLE:
      return "DECIMAL_VALUE";
    default:
      return "NUMBER_VALUE";
  }
}

}  // namespace

std::string not_a_scalar(Element element, std::string_view java_type) {
  if (element.is_object()) return std::string(kStructureNotExpected);
  if (element.is_array()) return "Unrecognized collection type class java.lang." + std::string(java_type);
  return std::string(token_name(element)).append(" cannot be converted to ").append(java_type);
}

std::string class_of(std::string_view shape) {
  if (shape.find('.') != std::string_view::npos) return std::string(shape);
  return "com.amazonaws.dynamodb.v20120810." + std::string(shape);
}

}  // namespace basalt::wire::json_types
