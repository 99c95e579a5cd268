// AWS's texts for a JSON value of the wrong type. Its deserialiser is Java's, and its class names show.
#pragma once

#include <string>
#include <string_view>

#include "wire/object_reader.h"

namespace basalt::wire::json_types {

inline constexpr std::string_view kStructureNotExpected = "Start of structure or map found where not expected";
inline constexpr std::string_view kUnexpectedFieldType = "Unexpected field type";
inline constexpr std::string_view kUnexpectedValueType = "Unexpected value type in payload";
inline constexpr std::string_view kUnexpectedToken = "Unexpected token received from parser";
inline constexpr std::string_view kNotBase64String = "only base-64-encoded strings are convertible to bytes";
inline constexpr std::string_view kParameterizedCast =
    "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class "
    "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of "
    "loader 'bootstrap')";

// "NUMBER_VALUE cannot be converted to String", or what AWS says of a list or a structure in a scalar's place.
std::string not_a_scalar(Element element, std::string_view java_type);
// "com.amazonaws.dynamodb.v20120810.AttributeValue"; names with a dot are full already.
std::string class_of(std::string_view shape);

}  // namespace basalt::wire::json_types
