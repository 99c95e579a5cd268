// Datum: an operand's value while a condition is evaluated. It may lie in a stored item (read in place), in the
// request, or be computed; comparing never builds a tree of the item.
#pragma once

#include <compare>
#include <optional>
#include <string_view>
#include <variant>

#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt::expression {

class Datum {
 public:
  Datum() = default;  // missing
  explicit Datum(ValueView stored) : source_(stored) {}
  explicit Datum(const AttributeValue& given) : source_(&given) {}
  explicit Datum(const Decimal& computed) : source_(computed) {}

  bool missing() const { return std::holds_alternative<std::monostate>(source_); }
  // Nullopt when missing.
  std::optional<AttributeType> type() const;
  bool is(AttributeType type) const { return this->type() == type; }
  // S and B alone.
  std::string_view bytes() const;
  // N alone.
  Decimal number() const;
  // What size() answers: UTF-16 units of S, bytes of B, elements of the others; nullopt for N, BOOL, NULL and missing.
  std::optional<size_t> size() const;

  // False when either is missing. Sets are compared without order (both sides keep them sorted).
  friend bool equal(const Datum& a, const Datum& b);
  // Nullopt unless both are S, both N or both B.
  friend std::optional<std::strong_ordering> order(const Datum& a, const Datum& b);
  // Whether whole contains part: a substring of S or B, an element of a set or a list.
  friend bool contains(const Datum& whole, const Datum& part);
  friend bool begins_with(const Datum& whole, const Datum& prefix);

 private:
  std::variant<std::monostate, ValueView, const AttributeValue*, Decimal> source_;
};

// The order of two values of one request: as order().
std::optional<std::strong_ordering> order(const AttributeValue& a, const AttributeValue& b);

}  // namespace basalt::expression
