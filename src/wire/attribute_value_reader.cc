#include "wire/attribute_value_reader.h"

#include <algorithm>
#include <map>

#include "basalt/error/number_error_text.h"
#include "basalt/value/java_decimal.h"
#include "wire/item_encoder.h"
#include "wire/json_types.h"

namespace basalt::wire {
namespace {

using simdjson::dom::array;
using simdjson::dom::object;

constexpr std::string_view kShape = "AttributeValue";

constexpr std::string_view kEmptyValue =
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
constexpr std::string_view kSeveralTypes =
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
constexpr std::string_view kNestedTooDeep =
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
constexpr std::string_view kInvalidParameter = "One or more parameter values were invalid: ";
constexpr std::string_view kNotANumber = "The parameter cannot be converted to a numeric value";

std::string refusal_of_number(NumberError error, std::string_view text) {
  if (error != NumberError::kNotANumber) return std::string(number_error_text(error));
  std::string message(kNotANumber);
  if (!text.empty()) message.append(": ").append(text);
  return message;
}

// The last of repeated names counts, as it does in Java's maps.
void sort_by_name(Item::Attributes& attributes) {
  std::stable_sort(attributes.begin(), attributes.end(),
                   [](const Item::Attribute& a, const Item::Attribute& b) { return a.name < b.name; });
  const auto same_name = [](const Item::Attribute& a, const Item::Attribute& b) { return a.name == b.name; };
  attributes.erase(attributes.begin(), std::unique(attributes.rbegin(), attributes.rend(), same_name).base());
}

// How the text of an N is read: as attributes are, or as PartiQL's parameters are (java_decimal.h).
enum class NumberSyntax { kAttribute, kParameter };

class ValueReader {
 public:
  ValueReader(ValueError& error, Problems& problems, NumberSyntax numbers = NumberSyntax::kAttribute)
      : error_(error), problems_(problems), numbers_(numbers) {}

  // Into out, which holds something of no use when an error was noted.
  void value(object members, int around, AttributeValue& out);
  void element(Element element, int around, AttributeValue& out);
  Item item(object members, int around);

 private:
  // Whether name is a datatype; out then holds its value.
  bool datatype(std::string_view name, Element member, int around, AttributeValue& out);
  bool one_letter_datatype(char name, Element member, int around, AttributeValue& out);

  AttributeValue boolean(Element member);
  AttributeValue null(Element member);
  AttributeValue list(Element member, int around);
  AttributeValue map(Element member, int around);
  AttributeValue string_set(Element member);
  AttributeValue number_set(Element member);
  AttributeValue binary_set(Element member);

  Decimal decimal(Element member);
  std::optional<array> elements(Element member);
  bool stopped() const { return problems_.stopped(); }
  void fail(std::string text) {
    if (!error_) error_ = std::move(text);
  }
  void invalid_parameter(std::string_view text) { fail(std::string(kInvalidParameter).append(text)); }

  ValueError& error_;
  Problems& problems_;
  NumberSyntax numbers_;
};

void ValueReader::element(Element element, int around, AttributeValue& out) {
  if (const auto members = structure_element(element, kShape, problems_)) value(*members, around, out);
}

void ValueReader::value(object members, int around, AttributeValue& out) {
  if (around > kMaxContainersAround) return fail(std::string(kNestedTooDeep));
  int datatypes = 0;
  for (const auto& [name, member] : members) {
    if (member.is_null()) continue;
    if (datatype(name, member, around, out)) ++datatypes;
    if (stopped()) return;
  }
  if (datatypes == 0) fail(std::string(kEmptyValue));
  if (datatypes > 1) fail(std::string(kSeveralTypes));
}

bool ValueReader::one_letter_datatype(char name, Element member, int around, AttributeValue& out) {
  switch (name) {
    case 'S':
      read_string(member, out.variant().emplace<std::string>(), problems_);
      return true;
    case 'N':
      out.variant().emplace<Decimal>(decimal(member));
      return true;
    case 'B':
      read_blob(member, out.variant().emplace<Binary>().bytes, problems_);
      return true;
    case 'L':
      out = list(member, around);
      return true;
    case 'M':
      out = map(member, around);
      return true;
    default:
      return false;
  }
}

bool ValueReader::datatype(std::string_view name, Element member, int around, AttributeValue& out) {
  if (name.size() == 1) return one_letter_datatype(name[0], member, around, out);
  if (name == "BOOL") {
    out = boolean(member);
  } else if (name == "NULL") {
    out = null(member);
  } else if (name == "SS") {
    out = string_set(member);
  } else if (name == "NS") {
    out = number_set(member);
  } else if (name == "BS") {
    out = binary_set(member);
  } else {
    return false;
  }
  return true;
}

Decimal ValueReader::decimal(Element member) {
  std::string_view text;
  if (member.get_string().get(text) != simdjson::SUCCESS) {
    problems_.wrong_type(json_types::not_a_scalar(member, "String"));
    return {};
  }
  if (numbers_ == NumberSyntax::kParameter) {
    const JavaDecimal java = read_as_java(text);
    if (java != JavaDecimal::kReadable) {
      fail(refusal_of_number(java == JavaDecimal::kWrapped ? NumberError::kUnderflow : NumberError::kNotANumber, text));
      return {};
    }
  }
  const auto number = Decimal::parse(text);
  if (number.ok()) return *number;
  fail(refusal_of_number(number.error(), text));
  return {};
}

AttributeValue ValueReader::boolean(Element member) {
  bool flag = false;
  read_boolean(member, flag, problems_);
  return AttributeValue::boolean(flag);
}

AttributeValue ValueReader::null(Element member) {
  bool flag = false;
  if (read_boolean(member, flag, problems_) && !flag) {
    invalid_parameter("Null attribute value types must have the value of true");
  }
  return AttributeValue::null();
}

std::optional<array> ValueReader::elements(Element member) {
  if (array values; member.get_array().get(values) == simdjson::SUCCESS) return values;
  problems_.wrong_type(
      std::string(member.is_object() ? json_types::kStructureNotExpected : json_types::kUnexpectedFieldType));
  return std::nullopt;
}

AttributeValue ValueReader::list(Element member, int around) {
  List values;
  const auto members = elements(member);
  if (!members) return AttributeValue();
  values.reserve(members->size());
  for (const Element value : *members) {
    element(value, around + 1, values.emplace_back());
    if (stopped()) break;
  }
  return AttributeValue::list(std::move(values));
}

AttributeValue ValueReader::map(Element member, int around) {
  object members;
  if (member.get_object().get(members) == simdjson::SUCCESS) return AttributeValue::map(item(members, around + 1));
  problems_.wrong_type(member.is_array() ? "Unrecognized collection type java.util.Map<java.lang.String, " +
                                               json_types::class_of(kShape) + ">"
                                         : std::string(json_types::kUnexpectedFieldType));
  return AttributeValue();
}

AttributeValue ValueReader::string_set(Element member) {
  const auto members = elements(member);
  if (!members) return AttributeValue();
  if (members->size() == 0) invalid_parameter("An string set  may not be empty");
  std::vector<std::string> values;
  values.reserve(members->size());
  for (const Element value : *members) {
    if (!read_string(value, values.emplace_back(), problems_)) return AttributeValue();
  }
  const size_t given = values.size();
  AttributeValue set = AttributeValue::string_set(std::move(values));
  if (set.get_if<StringSet>()->values.size() != given) {
    invalid_parameter("Input collection " + printed(member, {}) + " contains duplicates.");
  }
  return set;
}

AttributeValue ValueReader::number_set(Element member) {
  const auto members = elements(member);
  if (!members) return AttributeValue();
  if (members->size() == 0) invalid_parameter("An number set  may not be empty");
  std::vector<Decimal> values;
  values.reserve(members->size());
  for (const Element value : *members) {
    values.push_back(decimal(value));
    if (stopped()) return AttributeValue();
  }
  const size_t given = values.size();
  AttributeValue set = AttributeValue::number_set(std::move(values));
  if (set.get_if<NumberSet>()->values.size() != given) fail("Input collection contains duplicates");
  return set;
}

AttributeValue ValueReader::binary_set(Element member) {
  const auto members = elements(member);
  if (!members) return AttributeValue();
  if (members->size() == 0) invalid_parameter("Binary sets should not be empty");
  std::vector<Binary> values;
  values.reserve(members->size());
  for (const Element value : *members) {
    if (!read_blob(value, values.emplace_back().bytes, problems_)) return AttributeValue();
  }
  const size_t given = values.size();
  AttributeValue set = AttributeValue::binary_set(std::move(values));
  if (set.get_if<BinarySet>()->values.size() != given) {
    invalid_parameter("Input collection " + printed(member, {}) + "of type BS contains duplicates.");
  }
  return set;
}

Item ValueReader::item(object members, int around) {
  Item::Attributes attributes;
  attributes.reserve(members.size());
  const bool failed_before = error_.has_value();
  bool has_empty_name = false;
  for (const auto& [name, member] : members) {
    has_empty_name = has_empty_name || name.empty();
    Item::Attribute& attribute = attributes.emplace_back();
    attribute.name = std::string(name);
    element(member, around, attribute.value);
    if (stopped()) return Item();
  }
  // It counts before any of the values, wherever among them it stands.
  if (has_empty_name && !failed_before) error_ = "Empty attribute name";
  const auto not_after = [](const Item::Attribute& a, const Item::Attribute& b) { return a.name >= b.name; };
  const bool sorted = std::adjacent_find(attributes.begin(), attributes.end(), not_after) == attributes.end();
  if (!sorted) sort_by_name(attributes);
  return Item::from_attributes(std::move(attributes));
}

}  // namespace

AttributeValue read_attribute_value(Element element, ValueError& error, Problems& problems) {
  AttributeValue value;
  ValueReader(error, problems).element(element, 0, value);
  return value;
}

AttributeValue read_attribute_value(object members, ValueError& error, Problems& problems) {
  AttributeValue value;
  ValueReader(error, problems).value(members, 0, value);
  return value;
}

Item read_item(object members, ValueError& error, Problems& problems) {
  return ValueReader(error, problems).item(members, 0);
}

operations::Checked<Item> read_item_element(Element element, Problems& problems) {
  ValueError error;
  if (object members; element.get_object().get(members) == simdjson::SUCCESS) {
    Item item = read_item(members, error, problems);
    return checked(std::move(item), std::move(error));
  }
  problems.wrong_type(element.is_array() ? "Unrecognized collection type java.util.Map<java.lang.String, " +
                                               json_types::class_of(kShape) + ">"
                                         : std::string(json_types::kParameterizedCast));
  return {};
}

void ObjectReader::item(std::string_view name, std::optional<operations::Checked<Item>>& out) {
  const auto members = map(name, {.shape = kShape});
  if (!members) return;
  ValueError error;
  Item value = read_item(*members, error, problems_);
  out = checked(std::move(value), std::move(error));
}

void ObjectReader::item(std::string_view name, operations::Checked<Item>& out, bool required) {
  const auto members = map(name, {.required = required, .shape = kShape});
  if (!members) return;
  ValueError error;
  out.value = read_item(*members, error, problems_);
  if (error) out.error = ApiError::validation(*std::move(error));
}

void ObjectReader::item(std::string_view name, operations::Checked<EncodedItem>& out, bool required) {
  const auto members = map(name, {.required = required, .shape = kShape});
  if (!members) return;
  if (std::string encoded; encode_item(*members, encoded)) {
    out.value = EncodedItem(std::move(encoded));
    return;
  }
  ValueError error;
  const Item tree = read_item(*members, error, problems_);
  if (error) {
    out.error = ApiError::validation(*std::move(error));
  } else if (!problems_.stopped()) {
    out.value = tree;
  }
}

void ObjectReader::attribute_value(std::string_view name, std::optional<operations::Checked<AttributeValue>>& out) {
  const auto members = object_member(name, kShape, false);
  if (!members) return;
  ValueError error;
  AttributeValue value = read_attribute_value(*members, error, problems_);
  out = checked(std::move(value), std::move(error));
}

void ObjectReader::attribute_value_list(std::string_view name,
                                        std::optional<operations::Checked<std::vector<AttributeValue>>>& out) {
  const auto elements = list(name, {.shape = kShape});
  if (!elements) return;
  ValueError error;
  std::vector<AttributeValue> values;
  values.reserve(elements->size());
  for (const Element element : *elements) {
    values.push_back(read_attribute_value(element, error, problems_));
    if (problems_.stopped()) return;
  }
  out = checked(std::move(values), std::move(error));
}

void ObjectReader::statement_parameters(std::optional<operations::Checked<std::vector<AttributeValue>>>& out) {
  const auto elements = list("Parameters", {.min_size = 1, .shape = kShape});
  if (!elements) return;
  ValueError error;
  std::vector<AttributeValue> values;
  values.reserve(elements->size());
  for (const Element element : *elements) {
    ValueReader(error, problems_, NumberSyntax::kParameter).element(element, 0, values.emplace_back());
    if (problems_.stopped()) return;
  }
  out = checked(std::move(values), std::move(error));
}

void ObjectReader::expression_attribute_names(operations::Placeholders& out) {
  string_map("ExpressionAttributeNames", out.names);
}

void ObjectReader::expression_attribute_values(operations::Placeholders& out) {
  const auto members = map("ExpressionAttributeValues", {.shape = kShape});
  if (!members) return;
  ValueError error;
  std::map<std::string, AttributeValue, std::less<>> values;
  for (const auto& [key, element] : *members) {
    const bool failed_before = error.has_value();
    values.insert_or_assign(std::string(key), read_attribute_value(element, error, problems_));
    if (problems_.stopped()) return;
    if (error && !failed_before) {
      error = "ExpressionAttributeValues contains invalid value: " + *error + " for key " + std::string(key);
    }
  }
  out.values = checked(std::move(values), std::move(error));
}

}  // namespace basalt::wire
