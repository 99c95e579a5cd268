// ReferenceTable: what a table holds, the slow and obvious way. DynamoDB JSON in a map; the model test compares Basalt
// with it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace basalt::model {

using Json = nlohmann::json;

struct Key {
  std::string pk;
  int sk = 0;
  friend auto operator<=>(const Key&, const Key&) = default;
  Json json() const { return {{"pk", {{"S", pk}}}, {"sk", {{"N", std::to_string(sk)}}}}; }
};

class ReferenceTable {
 public:
  const Json* find(const Key& key) const {
    const auto found = items_.find(key);
    return found == items_.end() ? nullptr : &found->second;
  }
  void put(const Key& key, Json item) { items_[key] = std::move(item); }
  void erase(const Key& key) { items_.erase(key); }
  const std::map<Key, Json>& items() const { return items_; }

 private:
  std::map<Key, Json> items_;
};

// Sets have no order: sorts them, so that equal items are equal JSON.
inline Json normalised(Json value) {
  if (value.is_object()) {
    for (auto& [name, member] : value.items()) {
      member = normalised(std::move(member));
      if ((name == "NS" || name == "SS" || name == "BS") && member.is_array()) std::sort(member.begin(), member.end());
    }
  } else if (value.is_array()) {
    for (auto& element : value) element = normalised(std::move(element));
  }
  return value;
}

}  // namespace basalt::model
