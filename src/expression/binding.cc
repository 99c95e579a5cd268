#include "expression/binding.h"

#include "expression/messages.h"

namespace basalt::expression {
namespace {

using Undefined = std::vector<std::pair<uint32_t, std::string>>;

const std::string* placeholder_of(const Undefined& undefined, uint32_t index) {
  for (const auto& [at, placeholder] : undefined) {
    if (at == index) return &placeholder;
  }
  return nullptr;
}

// Null when a name is not defined; missing is then its placeholder.
std::optional<DocumentPath> bind_path(const PathSyntax& syntax, Placeholders& placeholders, std::string& missing) {
  DocumentPath path;
  path.elements.reserve(syntax.elements.size());
  for (const PathSyntax::Element& element : syntax.elements) {
    if (const auto* placeholder = std::get_if<NamePlaceholder>(&element)) {
      const std::string* name = placeholders.name(placeholder->text);
      if (name == nullptr && missing.empty()) missing = placeholder->text;
      path.elements.emplace_back(name == nullptr ? std::string() : *name);
    } else if (const auto* name = std::get_if<std::string>(&element)) {
      path.elements.emplace_back(*name);
    } else {
      path.elements.emplace_back(std::get<size_t>(element));
    }
  }
  if (!missing.empty()) return std::nullopt;
  return path;
}

std::shared_ptr<const Paths> bind_paths(const ParsedReferences& parsed, Placeholders& placeholders,
                                        Undefined& undefined) {
  if (parsed.fixed_paths != nullptr) return parsed.fixed_paths;
  auto paths = std::make_shared<Paths>();
  paths->reserve(parsed.paths.size());
  for (const PathSyntax& syntax : parsed.paths) {
    std::string missing;
    auto path = bind_path(syntax, placeholders, missing);
    if (!path) undefined.emplace_back(static_cast<uint32_t>(paths->size()), std::move(missing));
    paths->push_back(path ? std::move(*path) : DocumentPath{});
  }
  return paths;
}

}  // namespace

Binding bind(const ParsedReferences& parsed, Placeholders& placeholders) {
  Binding binding;
  binding.references.paths = bind_paths(parsed, placeholders, binding.undefined_names);
  auto& values = binding.references.values;
  values.reserve(parsed.values.size());
  for (const std::string& placeholder : parsed.values) {
    const AttributeValue* value = placeholders.value(placeholder);
    if (value == nullptr) binding.undefined_values.emplace_back(static_cast<uint32_t>(values.size()), placeholder);
    values.push_back(value);
  }
  if (!values.empty()) binding.references.owner = placeholders.value_owner();
  return binding;
}

std::optional<std::string> Binding::undefined_in(const Operand& operand) const {
  std::optional<std::string> first;
  for_each_reference(
      operand,
      [&](PathRef path) {
        const std::string* name = placeholder_of(undefined_names, path.index);
        if (name != nullptr && !first) first = message::undefined_name(*name);
      },
      [&](ValueRef value) {
        const std::string* name = placeholder_of(undefined_values, value.index);
        if (name != nullptr && !first) first = message::undefined_value(*name);
      });
  return first;
}

std::optional<std::string> Binding::undefined_name() const {
  if (undefined_names.empty()) return std::nullopt;
  return message::undefined_name(undefined_names.front().second);
}

std::optional<std::string> Binding::undefined_value() const {
  if (undefined_values.empty()) return std::nullopt;
  return message::undefined_value(undefined_values.front().second);
}

}  // namespace basalt::expression
