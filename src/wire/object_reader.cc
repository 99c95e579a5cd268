#include "wire/object_reader.h"

#include <algorithm>

#include "wire/json_types.h"

namespace basalt::wire {
namespace {

constexpr int kMaxPrintedNesting = 64;

void print(Element element, std::string_view shape, int nesting, std::string& out);

// A structure prints as its class does: KeySchemaElement(attributeName=pk, keyType=HASH); a map as {pk=…}.
void print_members(simdjson::dom::object object, std::string_view shape, int nesting, std::string& out) {
  const bool structure = !shape.empty() && shape.find('.') == std::string_view::npos;
  if (structure) out.append(shape);
  out.push_back(structure ? '(' : '{');
  bool first = true;
  for (const auto& [key, value] : object) {
    if (!first) out.append(", ");
    first = false;
    const size_t begin = out.size();
    out.append(key);
    if (structure && out.size() > begin && out[begin] >= 'A' && out[begin] <= 'Z') out[begin] += 'a' - 'A';
    out.push_back('=');
    print(value, {}, nesting + 1, out);
  }
  out.push_back(structure ? ')' : '}');
}

void print(Element element, std::string_view shape, int nesting, std::string& out) {
  if (nesting > kMaxPrintedNesting) return;
  if (std::string_view text; element.get_string().get(text) == simdjson::SUCCESS) {
    out.append(text);
  } else if (simdjson::dom::array array; element.get_array().get(array) == simdjson::SUCCESS) {
    out.push_back('[');
    bool first = true;
    for (const Element value : array) {
      if (!first) out.append(", ");
      first = false;
      print(value, shape, nesting + 1, out);
    }
    out.push_back(']');
  } else if (simdjson::dom::object object; element.get_object().get(object) == simdjson::SUCCESS) {
    print_members(object, shape, nesting, out);
  } else {
    out.append(simdjson::minify(element));
  }
}

// Lists and maps print their elements' shape, not their own.
std::string printed_collection(Element element, std::string_view shape) {
  if (!element.is_object()) return printed(element, shape);
  const simdjson::dom::object object = element.get_object().value();
  std::string out = "{";
  for (const auto& [key, value] : object) {
    if (out.size() > 1) out.append(", ");
    out.append(key).push_back('=');
    print(value, shape, 1, out);
  }
  return out.append("}");
}

// What a null stands for where a structure must be: one without members.
simdjson::dom::object empty_object() {
  struct Empty {
    simdjson::dom::parser parser;
    simdjson::dom::object object = parser.parse(std::string("{}")).get_object().value();
  };
  static const Empty kEmpty;
  return kEmpty.object;
}

bool is_scalar(Element element) { return !element.is_object() && !element.is_array(); }

}  // namespace

std::string printed(Element element, std::string_view shape) {
  std::string out;
  print(element, shape, 0, out);
  return out;
}

std::optional<Element> ObjectReader::find(std::string_view name) const {
  std::optional<Element> found;
  for (const auto& [key, value] : object_) {
    if (key == name) found = value;
  }
  if (found && found->is_null()) return std::nullopt;
  return found;
}

std::optional<Element> ObjectReader::find_or_report(std::string_view name, bool required) {
  const auto element = find(name);
  if (!element && required) problems_.null_member(path_.member(name));
  return element;
}

std::optional<simdjson::dom::object> ObjectReader::object_member(std::string_view name, std::string_view shape,
                                                                 bool required) {
  const auto element = find_or_report(name, required);
  if (!element) return std::nullopt;
  if (simdjson::dom::object object; element->get_object().get(object) == simdjson::SUCCESS) return object;
  problems_.wrong_type(is_scalar(*element) ? std::string(json_types::kUnexpectedFieldType)
                                           : "Unrecognized collection type class " + json_types::class_of(shape));
  return std::nullopt;
}

void ObjectReader::unknown_enum_value(std::string_view value, std::string_view name, std::string names) {
  problems_.violation(std::string(value), path_.member(name), "Member must satisfy enum value set: [" + names + "]");
}

void check_size(size_t size, Element value, const Path& path, const CollectionRule& rule, Problems& problems) {
  if (size < rule.min_size) {
    problems.violation(printed_collection(value, rule.shape), path,
                       "Member must have length greater than or equal to " + std::to_string(rule.min_size));
  }
  if (size > rule.max_size) {
    problems.violation(printed_collection(value, rule.shape), path,
                       "Member must have length less than or equal to " + std::to_string(rule.max_size));
  }
}

std::optional<simdjson::dom::array> nested_list(Element element, Problems& problems) {
  if (simdjson::dom::array array; element.get_array().get(array) == simdjson::SUCCESS) return array;
  problems.wrong_type(
      std::string(is_scalar(element) ? json_types::kParameterizedCast : json_types::kStructureNotExpected));
  return std::nullopt;
}

std::optional<simdjson::dom::array> ObjectReader::list(std::string_view name, const CollectionRule& rule) {
  const auto element = find_or_report(name, rule.required);
  if (!element) return std::nullopt;
  if (simdjson::dom::array array; element->get_array().get(array) == simdjson::SUCCESS) {
    check_size(array.size(), *element, path_.member(name), rule, problems_);
    return array;
  }
  problems_.wrong_type(std::string(!is_scalar(*element) ? json_types::kStructureNotExpected
                                   : rule.parameterized ? json_types::kParameterizedCast
                                                        : json_types::kUnexpectedFieldType));
  return std::nullopt;
}

std::optional<simdjson::dom::object> ObjectReader::map(std::string_view name, const CollectionRule& rule) {
  const auto element = find_or_report(name, rule.required);
  if (!element) return std::nullopt;
  if (simdjson::dom::object object; element->get_object().get(object) == simdjson::SUCCESS) {
    check_size(object.size(), *element, path_.member(name), rule, problems_);
    return object;
  }
  problems_.wrong_type(!is_scalar(*element) ? "Unrecognized collection type java.util.Map<java.lang.String, " +
                                                  json_types::class_of(rule.shape) + ">"
                       : rule.parameterized ? std::string(json_types::kParameterizedCast)
                                            : std::string(json_types::kUnexpectedFieldType));
  return std::nullopt;
}

std::optional<simdjson::dom::object> structure_element(Element element, std::string_view shape, Problems& problems) {
  if (simdjson::dom::object object; element.get_object().get(object) == simdjson::SUCCESS) return object;
  if (element.is_null()) return empty_object();
  problems.wrong_type(is_scalar(element) ? std::string(json_types::kUnexpectedValueType)
                                         : "Unrecognized collection type class " + json_types::class_of(shape));
  return std::nullopt;
}

void ObjectReader::string_list(std::string_view name, std::optional<std::vector<std::string>>& out,
                               const CollectionRule& rule, const StringRule& element_rule) {
  const auto elements = list(name, rule);
  if (!elements) return;
  const Path path = path_.member(name);
  std::vector<std::string> values;
  values.reserve(elements->size());
  for (const Element element : *elements) {
    std::string& value = values.emplace_back();
    const Path element_path = path.list_member(values.size() - 1);
    if (element.is_null()) {
      problems_.null_member(element_path);
      continue;
    }
    if (!read_string(element, value, problems_)) return;
    check_string(value, element_path, element_rule, problems_);
  }
  out = std::move(values);
}

void ObjectReader::string_map(std::string_view name,
                              std::optional<std::map<std::string, std::string, std::less<>>>& out,
                              const CollectionRule& rule) {
  CollectionRule strings = rule;
  if (strings.shape.empty()) strings.shape = "java.lang.String";
  const auto entries = map(name, strings);
  if (!entries) return;
  std::map<std::string, std::string, std::less<>> values;
  for (const auto& [key, element] : *entries) {
    if (element.is_null()) continue;
    if (!read_string(element, values[std::string(key)], problems_)) return;
  }
  out = std::move(values);
}

}  // namespace basalt::wire
