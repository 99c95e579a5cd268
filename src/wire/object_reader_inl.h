#pragma once

#include "wire/object_reader.h"

namespace basalt::wire {

template <class E>
void ObjectReader::enumeration(std::string_view name, std::optional<E>& out, std::type_identity_t<EnumNames<E>> names,
                               bool required) {
  std::optional<std::string> text;
  string(name, text, {.required = required});
  if (!text) return;
  for (const EnumName<E>& entry : names) {
    if (entry.name == *text) {
      out = entry.value;
      return;
    }
  }
  std::string printed_names;
  for (const EnumName<E>& entry : names) {
    printed_names.append(printed_names.empty() ? "" : ", ").append(entry.name);
  }
  unknown_enum_value(*text, name, std::move(printed_names));
}

template <class E>
void ObjectReader::enumeration(std::string_view name, E& out, std::type_identity_t<EnumNames<E>> names, bool required) {
  std::optional<E> value;
  enumeration(name, value, names, required);
  if (value) out = *value;
}

template <class Read>
bool ObjectReader::structure(std::string_view name, std::string_view shape, bool required, Read&& read) {
  const auto object = object_member(name, shape, required);
  if (!object) return false;
  const Path path = path_.member(name);
  ObjectReader members(*object, path, problems_);
  read(members);
  return true;
}

template <class Begin, class Read>
bool ObjectReader::list_of_structures(std::string_view name, const CollectionRule& rule, Begin&& begin, Read&& read) {
  const auto elements = list(name, rule);
  if (!elements) return false;
  begin(elements->size());
  const Path path = path_.member(name);
  size_t index = 0;
  for (const Element element : *elements) {
    const auto object = structure_element(element, rule.shape, problems_);
    if (problems_.stopped()) return false;
    const Path element_path = path.list_member(index++);
    if (!object) continue;
    ObjectReader members(*object, element_path, problems_);
    read(members);
  }
  return true;
}

template <class Begin, class Read>
bool ObjectReader::map_of_structures(std::string_view name, const CollectionRule& rule, Begin&& begin, Read&& read) {
  const auto entries = map(name, rule);
  if (!entries) return false;
  begin(entries->size());
  const Path path = path_.member(name);
  for (const auto& [key, element] : *entries) {
    const auto object = structure_element(element, rule.shape, problems_);
    if (problems_.stopped()) return false;
    if (!object) continue;
    const Path element_path = path.map_member(key);
    ObjectReader members(*object, element_path, problems_);
    read(key, members);
  }
  return true;
}

}  // namespace basalt::wire
