// AttributeValue and Item: DynamoDB's ten data types as an owning tree.
//
// The tree is for values that are built or changed (requests, updates). Stored items are read in place through
// ItemView (item_codec.h), which never builds a tree. Plain values: copy or move freely, any thread.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "basalt/value/decimal.h"

namespace basalt {

// On disk and in the stream log as this byte: pinned, never renumbered.
enum class AttributeType : uint8_t {
  kString = 1,
  kNumber = 2,
  kBinary = 3,
  kStringSet = 4,
  kNumberSet = 5,
  kBinarySet = 6,
  kMap = 7,
  kList = 8,
  kNull = 9,
  kBool = 10,
};
// "S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL".
std::string_view type_name(AttributeType type);

class AttributeValue;

struct Null {
  friend bool operator==(Null, Null) = default;
};
struct Binary {
  std::string bytes;
  friend auto operator<=>(const Binary&, const Binary&) = default;
};

// Sets are kept sorted and without duplicates, so that equality is memberwise; make_* below sort.
struct StringSet {
  std::vector<std::string> values;
  friend bool operator==(const StringSet&, const StringSet&) = default;
};
struct NumberSet {
  std::vector<Decimal> values;
  friend bool operator==(const NumberSet&, const NumberSet&) = default;
};
struct BinarySet {
  std::vector<Binary> values;
  friend bool operator==(const BinarySet&, const BinarySet&) = default;
};
using List = std::vector<AttributeValue>;

// Item (and Map): attributes sorted by the bytes of their names, each name once.
class Item {
 public:
  struct Attribute;
  using Attributes = std::vector<Attribute>;

  Item();
  Item(std::initializer_list<Attribute> attributes);  // for tests: sorts
  Item(const Item&);
  Item(Item&&) noexcept;
  Item& operator=(const Item&);
  Item& operator=(Item&&) noexcept;
  ~Item();

  const Attributes& attributes() const { return attributes_; }
  bool empty() const;
  size_t size() const;
  const AttributeValue* find(std::string_view name) const;
  AttributeValue* find(std::string_view name);
  // Inserts or replaces.
  void set(std::string name, AttributeValue value);
  bool erase(std::string_view name);
  // Takes attributes in any order; sorts once, where repeated `set` would shift. Names must differ (CHECKed).
  static Item from_attributes(Attributes attributes);
  friend bool operator==(const Item& a, const Item& b);

 private:
  Attributes attributes_;
};
using Map = Item;

class AttributeValue {
 public:
  using Variant = std::variant<std::string, Decimal, Binary, StringSet, NumberSet, BinarySet, Map, List, Null, bool>;

  AttributeValue() : value_(Null{}) {}
  explicit AttributeValue(Variant value) : value_(std::move(value)) {}
  static AttributeValue string(std::string text) {
    return AttributeValue(Variant(std::in_place_type<std::string>, std::move(text)));
  }
  static AttributeValue number(Decimal number) { return AttributeValue(Variant(number)); }
  static AttributeValue integer(int64_t number) { return AttributeValue(Variant(Decimal::from_int(number))); }
  static AttributeValue binary(std::string bytes) { return AttributeValue(Variant(Binary{std::move(bytes)})); }
  static AttributeValue boolean(bool flag) { return AttributeValue(Variant(std::in_place_type<bool>, flag)); }
  static AttributeValue null() { return AttributeValue(); }
  static AttributeValue list(List values) { return AttributeValue(Variant(std::move(values))); }
  static AttributeValue map(Map map) { return AttributeValue(Variant(std::move(map))); }
  // Sort and drop duplicates (duplicates in a request are refused before, by the decoder).
  static AttributeValue string_set(std::vector<std::string> values);
  static AttributeValue number_set(std::vector<Decimal> values);
  static AttributeValue binary_set(std::vector<Binary> values);

  AttributeType type() const { return static_cast<AttributeType>(value_.index() + 1); }
  const Variant& variant() const { return value_; }
  Variant& variant() { return value_; }
  template <class T>
  const T* get_if() const {
    return std::get_if<T>(&value_);
  }
  template <class T>
  T* get_if() {
    return std::get_if<T>(&value_);
  }
  friend bool operator==(const AttributeValue& a, const AttributeValue& b);

 private:
  Variant value_;
};

struct Item::Attribute {
  std::string name;
  AttributeValue value;
};

}  // namespace basalt
