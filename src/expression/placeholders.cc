#include "expression/placeholders.h"

#include <algorithm>
#include <utility>

#include "expression/ascii.h"

namespace basalt::expression {
namespace {

bool well_formed(std::string_view key, char sigil) {
  return key.size() > 1 && key.front() == sigil && std::all_of(key.begin() + 1, key.end(), is_name_character);
}

template <class Table>
std::optional<std::string> malformed_table(const Table& table, char sigil, const std::string& parameter) {
  if (table.empty()) return parameter + " must not be empty";
  for (const auto& [key, unused] : table) {
    if (!well_formed(key, sigil)) return parameter + " contains invalid key: Syntax error; key: \"" + key + "\"";
  }
  return std::nullopt;
}

template <class Table>
std::optional<std::string> unused_in(const Table& table, const std::vector<const std::string*>& used,
                                     const std::string& parameter) {
  std::string keys;
  for (const auto& [key, unused] : table) {
    if (std::find(used.begin(), used.end(), &key) != used.end()) continue;
    if (!keys.empty()) keys += ", ";
    keys += key;
  }
  if (keys.empty()) return std::nullopt;
  return "Value provided in " + parameter + " unused in expressions: keys: {" + keys + "}";
}

void mark(std::vector<const std::string*>& used, const std::string& key) {
  if (std::find(used.begin(), used.end(), &key) == used.end()) used.push_back(&key);
}

constexpr const char* kNames = "ExpressionAttributeNames";
constexpr const char* kValues = "ExpressionAttributeValues";

}  // namespace

Placeholders::Placeholders(Substitutions substitutions) : names_(std::move(substitutions.names)) {
  if (substitutions.values) values_ = std::make_shared<const ValueTable>(std::move(*substitutions.values));
}

std::optional<std::string> Placeholders::malformed() const {
  if (names_) {
    if (auto message = malformed_table(*names_, '#', kNames)) return message;
  }
  return values_ ? malformed_table(*values_, ':', kValues) : std::nullopt;
}

const std::string* Placeholders::name(std::string_view placeholder) {
  if (!names_) return nullptr;
  const auto found = names_->find(placeholder);
  if (found == names_->end()) return nullptr;
  mark(used_names_, found->first);
  return &found->second;
}

const AttributeValue* Placeholders::value(std::string_view placeholder) {
  if (!values_) return nullptr;
  const auto found = values_->find(placeholder);
  if (found == values_->end()) return nullptr;
  mark(used_values_, found->first);
  return &found->second;
}

std::optional<std::string> Placeholders::unused() const {
  if (names_ && used_names_.size() < names_->size()) return unused_in(*names_, used_names_, kNames);
  if (values_ && used_values_.size() < values_->size()) return unused_in(*values_, used_values_, kValues);
  return std::nullopt;
}

}  // namespace basalt::expression
