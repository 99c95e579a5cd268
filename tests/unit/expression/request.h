// What the tests of expressions have in common: a request's placeholders, and the message that a text is refused with.
#pragma once

#include <string>
#include <string_view>

#include "basalt/expression/resolve.h"
#include "basalt/value/item_codec.h"

namespace basalt::expression {

using Names = std::map<std::string, std::string, std::less<>>;
using Values = std::map<std::string, AttributeValue, std::less<>>;

inline AttributeValue S(std::string text) { return AttributeValue::string(std::move(text)); }
inline AttributeValue N(std::string_view text) { return AttributeValue::number(Decimal::parse(text).value()); }
inline AttributeValue B(std::string bytes) { return AttributeValue::binary(std::move(bytes)); }
inline AttributeValue L(List values) { return AttributeValue::list(std::move(values)); }
inline AttributeValue M(std::initializer_list<Item::Attribute> attributes) {
  return AttributeValue::map(Map(attributes));
}
inline AttributeValue SS(std::vector<std::string> values) { return AttributeValue::string_set(std::move(values)); }
inline AttributeValue NS(std::initializer_list<std::string_view> values) {
  std::vector<Decimal> numbers;
  for (std::string_view value : values) numbers.push_back(Decimal::parse(value).value());
  return AttributeValue::number_set(std::move(numbers));
}
inline AttributeValue BS(std::initializer_list<std::string> values) {
  std::vector<Binary> binaries;
  for (const std::string& value : values) binaries.push_back(Binary{value});
  return AttributeValue::binary_set(std::move(binaries));
}
inline AttributeValue Bool(bool flag) { return AttributeValue::boolean(flag); }
inline AttributeValue NullValue() { return AttributeValue::null(); }

// An empty map here means that the parameter is absent.
inline Substitutions substitutions(const Names& names, const Values& values) {
  Substitutions given;
  if (!names.empty()) given.names = names;
  if (!values.empty()) given.values = values;
  return given;
}

template <class T>
std::string message_of(const ApiResult<T>& result) {
  return result.ok() ? std::string() : result.error().message();
}

// The message, or "" when the request's expressions are accepted.
inline std::string refusal(const Texts& texts, const Names& names = {}, const Values& values = {}) {
  return message_of(resolve(texts, substitutions(names, values)));
}
inline std::string filter_refusal(std::string_view text, const Names& names = {}, const Values& values = {}) {
  return refusal({.filter = text}, names, values);
}
inline std::string update_refusal(std::string_view text, const Names& names = {}, const Values& values = {}) {
  return refusal({.update = text}, names, values);
}
inline std::string projection_refusal(std::string_view text, const Names& names = {}) {
  return refusal({.projection = text}, names);
}

inline Condition condition(std::string_view text, const Names& names = {}, const Values& values = {}) {
  return *resolve({.condition = text}, substitutions(names, values)).value().condition;
}
inline Update update(std::string_view text, const Names& names = {}, const Values& values = {}) {
  return *resolve({.update = text}, substitutions(names, values)).value().update;
}

inline bool matches(const Condition& condition, const Item& item) {
  const std::string encoded = encode_item(item);
  return condition.matches(ItemView(encoded));
}

}  // namespace basalt::expression
