// ObjectReader: reads the members of a JSON object as the service model types them. A codec names its members one a
// line, in the order AWS prints their violations:
//
//   members.enumeration("ReturnValues", request.return_values, kReturnValues);
//   members.string("IndexName", request.index_name, {.min_length = 3, .max_length = 255, .pattern = kNamePattern});
//
// JSON null is absent; members nobody asks for are ignored. A wrong JSON type and broken constraints go to Problems;
// the target keeps its default then. Members are read into T or std::optional<T>; an absent T keeps its default.
//
// Lives on the stack of one request's decoding; everything it shows points into the parsed document.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/expression/legacy.h"
#include "basalt/operations/action.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/encoded_item.h"
#include "wire/problems.h"

namespace basalt::wire {

using Element = simdjson::dom::element;

// A pattern of the service model: its text, and a predicate (no regular expression runs on client input).
struct Pattern {
  std::string_view text;
  bool (*matches)(std::string_view) = nullptr;
};
extern const Pattern kNamePattern;  // [a-zA-Z0-9_.-]+

struct StringRule {
  bool required = false;
  size_t min_length = 0;  // in characters
  size_t max_length = std::numeric_limits<size_t>::max();
  Pattern pattern = {};
};

struct IntegerRule {
  bool required = false;
  int64_t min = std::numeric_limits<int64_t>::min();
  int64_t max = std::numeric_limits<int64_t>::max();
};

// Of a list or map. `shape` is the Java class of its elements ("KeySchemaElement", "AttributeValue"; for strings
// "java.lang.String"): AWS names it for a wrong type. `parameterized`: lists and maps that stand directly inside
// another list or map, for which AWS answers a different text.
struct CollectionRule {
  bool required = false;
  size_t min_size = 0;
  size_t max_size = std::numeric_limits<size_t>::max();
  std::string_view shape = {};
  bool parameterized = false;
};

template <class E>
struct EnumName {
  std::string_view name;
  E value;
};
// An enum's names in the order AWS prints them.
template <class E>
using EnumNames = std::span<const EnumName<E>>;

class ObjectReader {
 public:
  ObjectReader(simdjson::dom::object object, const Path& path, Problems& problems)
      : object_(object), path_(path), problems_(problems) {}

  Problems& problems() { return problems_; }
  const Path& path() const { return path_; }
  bool has(std::string_view name) const { return find(name).has_value(); }
  // The member, unless absent or null. The last one of a repeated name.
  std::optional<Element> find(std::string_view name) const;

  // TableName wherever a name or an ARN is taken: required, at least 1 and at most 255 characters (an ARN: 1,024).
  void table_name(std::string& out);
  // TableName of the control plane: missing it has a text of its own, and names have at least 3 characters.
  void control_plane_table_name(std::string& out);
  // TableName where it may be left out.
  void optional_table_name(std::optional<std::string>& out);

  void string(std::string_view name, std::string& out, const StringRule& rule = {});
  void string(std::string_view name, std::optional<std::string>& out, const StringRule& rule = {});
  void integer(std::string_view name, std::optional<int32_t>& out, const IntegerRule& rule = {});  // Integer
  void integer(std::string_view name, std::optional<int64_t>& out, const IntegerRule& rule = {});  // Long
  void boolean(std::string_view name, bool& out);
  void boolean(std::string_view name, std::optional<bool>& out);

  template <class E>
  void enumeration(std::string_view name, E& out, std::type_identity_t<EnumNames<E>> names, bool required = false);
  template <class E>
  void enumeration(std::string_view name, std::optional<E>& out, std::type_identity_t<EnumNames<E>> names,
                   bool required = false);

  void string_list(std::string_view name, std::optional<std::vector<std::string>>& out, const CollectionRule& rule = {},
                   const StringRule& element_rule = {});
  // ExpressionAttributeNames and the like.
  void string_map(std::string_view name, std::optional<std::map<std::string, std::string, std::less<>>>& out,
                  const CollectionRule& rule = {});

  // Values of the data plane: semantic errors are kept inside, for the action to raise (action.h). The longer texts
  // are the reader's (attribute_value_reader.h).
  void item(std::string_view name, operations::Checked<Item>& out, bool required);
  void item(std::string_view name, operations::Checked<EncodedItem>& out, bool required);
  void item(std::string_view name, std::optional<operations::Checked<Item>>& out);
  void attribute_value(std::string_view name, std::optional<operations::Checked<AttributeValue>>& out);
  void attribute_value_list(std::string_view name,
                            std::optional<operations::Checked<std::vector<AttributeValue>>>& out);
  // Parameters of a PartiQL statement.
  void statement_parameters(std::optional<operations::Checked<std::vector<AttributeValue>>>& out);
  // ExpressionAttributeNames and ExpressionAttributeValues.
  void expression_attribute_names(operations::Placeholders& out);
  void expression_attribute_values(operations::Placeholders& out);
  // Expected; KeyConditions, QueryFilter, ScanFilter; AttributeUpdates.
  void expected(std::optional<operations::Checked<expression::Named<expression::ExpectedAttribute>>>& out);
  void conditions(std::string_view name,
                  std::optional<operations::Checked<expression::Named<expression::LegacyCondition>>>& out);
  void attribute_updates(std::optional<operations::Checked<expression::Named<expression::AttributeUpdate>>>& out);

  // A member that is a structure of the named shape: read(ObjectReader&). Returns whether it was there.
  template <class Read>
  bool structure(std::string_view name, std::string_view shape, bool required, Read&& read);
  // A list of structures: begin(size) once when the list is there, then read(ObjectReader&) for each.
  template <class Begin, class Read>
  bool list_of_structures(std::string_view name, const CollectionRule& rule, Begin&& begin, Read&& read);
  // A map of structures: begin(size) once when the map is there, then read(key, ObjectReader&) for each.
  template <class Begin, class Read>
  bool map_of_structures(std::string_view name, const CollectionRule& rule, Begin&& begin, Read&& read);

  // Checked collections, for members no function above covers; nullopt when absent or wrong (reported then).
  std::optional<simdjson::dom::array> list(std::string_view name, const CollectionRule& rule);
  std::optional<simdjson::dom::object> map(std::string_view name, const CollectionRule& rule);

 private:
  std::optional<Element> find_or_report(std::string_view name, bool required);
  std::optional<simdjson::dom::object> object_member(std::string_view name, std::string_view shape, bool required);
  void check_table_name(std::string_view name, size_t min_length);
  void unknown_enum_value(std::string_view value, std::string_view name, std::string names);

  simdjson::dom::object object_;
  const Path& path_;
  Problems& problems_;
};

// The building blocks, for elements of lists and maps. False (or nullopt) when the type was wrong; reported then.
bool read_string(Element element, std::string& out, Problems& problems);
bool read_blob(Element element, std::string& out, Problems& problems);
bool read_boolean(Element element, bool& out, Problems& problems);
void check_string(std::string_view value, const Path& path, const StringRule& rule, Problems& problems);
void check_size(size_t size, Element value, const Path& path, const CollectionRule& rule, Problems& problems);
std::optional<simdjson::dom::object> structure_element(Element element, std::string_view shape, Problems& problems);
// A list that stands directly inside a list or a map.
std::optional<simdjson::dom::array> nested_list(Element element, Problems& problems);

// How AWS prints a value inside "Value '…'".
std::string printed(Element element, std::string_view shape);

}  // namespace basalt::wire

#include "wire/object_reader_inl.h"
