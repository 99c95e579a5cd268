#include "model/random_expressions.h"

#include <algorithm>
#include <array>
#include <set>

namespace basalt::model {
namespace {

Json number(int value) { return {{"N", std::to_string(value)}}; }
Json text(std::string value) { return {{"S", std::move(value)}}; }
std::string random_text(Random& random) {
  return std::string(static_cast<size_t>(random.between(1, 3)), static_cast<char>('a' + random.below(3)));
}

Json random_number_set(Random& random) {
  std::set<std::string> members;
  for (int i = random.between(1, 3); i > 0; --i) members.insert(std::to_string(random.between(-2, 4)));
  return {{"NS", Json(members)}};
}

std::optional<int> number_at(const Json& item, const std::string& name) {
  if (!item.contains(name) || !item[name].contains("N")) return std::nullopt;
  return std::stoi(item[name]["N"].get<std::string>());
}

std::optional<std::string> text_at(const Json& item, const std::string& name) {
  if (!item.contains(name) || !item[name].contains("S")) return std::nullopt;
  return item[name]["S"].get<std::string>();
}

bool compare(int a, const std::string& op, int b) {
  if (op == "=") return a == b;
  if (op == "<>") return a != b;
  if (op == "<") return a < b;
  if (op == "<=") return a <= b;
  if (op == ">") return a > b;
  return a >= b;
}

RandomCondition comparison(Random& random, Values& values) {
  static const std::vector<std::string> kOperators{"=", "<>", "<", "<=", ">", ">="};
  const std::string op = kOperators[static_cast<size_t>(random.below(6))];
  const int wanted = random.between(-3, 3);
  return {"a " + op + " " + values.add(number(wanted)), [op, wanted](const Json& item) {
            const auto found = number_at(item, "a");
            // A missing operand is unequal to everything, and ordered to nothing.
            return found ? compare(*found, op, wanted) : op == "<>";
          }};
}

RandomCondition existence(Random& random) {
  static const std::vector<std::string> kNames{"a", "s", "l", "m", "ns"};
  const std::string name = kNames[static_cast<size_t>(random.below(5))];
  if (random.chance(50)) {
    return {"attribute_exists(" + name + ")", [name](const Json& item) { return item.contains(name); }};
  }
  return {"attribute_not_exists(" + name + ")", [name](const Json& item) { return !item.contains(name); }};
}

RandomCondition function(Random& random, Values& values) {
  const int wanted = random.between(-2, 4);
  switch (random.below(5)) {
    case 0: {
      const std::string prefix = random_text(random);
      return {"begins_with(s, " + values.add(text(prefix)) + ")",
              [prefix](const Json& item) { return text_at(item, "s").value_or("").starts_with(prefix); }};
    }
    case 1:
      return {"contains(ns, " + values.add(number(wanted)) + ")", [wanted](const Json& item) {
                if (!item.contains("ns")) return false;
                const Json& members = item["ns"]["NS"];
                return std::find(members.begin(), members.end(), std::to_string(wanted)) != members.end();
              }};
    case 2:
      return {"size(l) > " + values.add(number(wanted)), [wanted](const Json& item) {
                return item.contains("l") && static_cast<int>(item["l"]["L"].size()) > wanted;
              }};
    case 3: {
      const int upper = wanted + random.below(3);
      return {"a BETWEEN " + values.add(number(wanted)) + " AND " + values.add(number(upper)),
              [wanted, upper](const Json& item) {
                const auto found = number_at(item, "a");
                return found && *found >= wanted && *found <= upper;
              }};
    }
    default:
      return {"m.x IN (" + values.add(number(wanted)) + ", " + values.add(number(wanted + 1)) + ")",
              [wanted](const Json& item) {
                const auto found = item.contains("m") ? number_at(item["m"]["M"], "x") : std::nullopt;
                return found && (*found == wanted || *found == wanted + 1);
              }};
  }
}

RandomUpdate add_to_number(Random& random, Values& values) {
  const int delta = random.between(-3, 3);
  return {"SET a = a + " + values.add(number(delta)), [delta](const Json& item) -> std::optional<Json> {
            const auto found = number_at(item, "a");
            if (!found) return std::nullopt;
            Json changed = item;
            changed["a"] = number(*found + delta);
            return changed;
          }};
}

RandomUpdate subtract_from_default(Random& random, Values& values) {
  const int delta = random.between(-3, 3);
  return {"SET a = if_not_exists(a, " + values.add(number(0)) + ") - " + values.add(number(delta)),
          [delta](const Json& item) -> std::optional<Json> {
            Json changed = item;
            changed["a"] = number(number_at(item, "a").value_or(0) - delta);
            return changed;
          }};
}

RandomUpdate append_to_list(Random& random, Values& values) {
  const int delta = random.between(-3, 3);
  return {"SET l = list_append(if_not_exists(l, " + values.add({{"L", Json::array()}}) + "), " +
              values.add({{"L", {number(delta)}}}) + ")",
          [delta](const Json& item) -> std::optional<Json> {
            Json changed = item;
            if (!changed.contains("l")) changed["l"] = {{"L", Json::array()}};
            changed["l"]["L"].push_back(number(delta));
            return changed;
          }};
}

RandomUpdate set_member(Random& random, Values& values) {
  const int delta = random.between(-3, 3);
  return {"SET m.x = " + values.add(number(delta)), [delta](const Json& item) -> std::optional<Json> {
            if (!item.contains("m")) return std::nullopt;
            Json changed = item;
            changed["m"]["M"]["x"] = number(delta);
            return changed;
          }};
}

RandomUpdate remove_paths(Random&, Values&) {
  return {"REMOVE a, l[0], m.y", [](const Json& item) -> std::optional<Json> {
            // The paths inside a missing document are invalid.
            if (!item.contains("m") || !item.contains("l")) return std::nullopt;
            Json changed = item;
            changed.erase("a");
            if (!changed["l"]["L"].empty()) changed["l"]["L"].erase(0);
            changed["m"]["M"].erase("y");
            return changed;
          }};
}

RandomUpdate add_number(Random& random, Values& values) {
  const int delta = random.between(-3, 3);
  return {"ADD a " + values.add(number(delta)), [delta](const Json& item) -> std::optional<Json> {
            Json changed = item;
            changed["a"] = number(number_at(item, "a").value_or(0) + delta);
            return changed;
          }};
}

RandomUpdate add_to_set(Random& random, Values& values) {
  const Json added = random_number_set(random);
  return {"ADD ns " + values.add(added), [added](const Json& item) -> std::optional<Json> {
            std::set<std::string> members = added["NS"];
            if (item.contains("ns")) members.insert(item["ns"]["NS"].begin(), item["ns"]["NS"].end());
            Json changed = item;
            changed["ns"] = {{"NS", Json(members)}};
            return changed;
          }};
}

RandomUpdate delete_from_set(Random& random, Values& values) {
  const Json removed = random_number_set(random);
  return {"DELETE ns " + values.add(removed), [removed](const Json& item) -> std::optional<Json> {
            Json changed = item;
            if (!item.contains("ns")) return changed;
            std::set<std::string> members(item["ns"]["NS"].begin(), item["ns"]["NS"].end());
            for (const auto& member : removed["NS"]) members.erase(member.get<std::string>());
            if (members.empty())
              changed.erase("ns");
            else
              changed["ns"] = {{"NS", Json(members)}};
            return changed;
          }};
}

RandomUpdate set_elements(Random& random, Values& values) {
  const int delta = random.between(-3, 3);

  const std::string value = random_text(random);
  const int position = random.below(6);
  return {"SET l[" + std::to_string(position) + "] = " + values.add(number(delta)) + ", s = " + values.add(text(value)),
          [position, delta, value](const Json& item) -> std::optional<Json> {
            if (!item.contains("l")) return std::nullopt;
            Json changed = item;
            Json& list = changed["l"]["L"];
            // An index past the end appends.
            if (static_cast<size_t>(position) < list.size())
              list[static_cast<size_t>(position)] = number(delta);
            else
              list.push_back(number(delta));
            changed["s"] = text(value);
            return changed;
          }};
}

}  // namespace

Json random_attributes(Random& random) {
  Json item = Json::object();
  if (random.chance(70)) item["a"] = number(random.between(-3, 3));
  if (random.chance(60)) item["s"] = text(random_text(random));
  if (random.chance(50)) {
    Json list = Json::array();
    for (int i = random.below(4); i > 0; --i) list.push_back(number(random.between(0, 9)));
    item["l"] = {{"L", list}};
  }
  if (random.chance(50)) {
    Json map = Json::object();
    if (random.chance(70)) map["x"] = number(random.between(-2, 4));
    if (random.chance(50)) map["y"] = text(random_text(random));
    item["m"] = {{"M", map}};
  }
  if (random.chance(50)) item["ns"] = random_number_set(random);
  return item;
}

RandomCondition random_condition(Random& random, Values& values, int depth) {
  if (depth > 0 && random.chance(45)) {
    RandomCondition left = random_condition(random, values, depth - 1);
    if (random.chance(30)) {
      return {"NOT (" + left.text + ")", [left](const Json& item) { return !left.holds(item); }};
    }
    RandomCondition right = random_condition(random, values, depth - 1);
    const bool both = random.chance(50);
    return {"(" + left.text + ")" + (both ? " AND " : " OR ") + "(" + right.text + ")",
            [left, right, both](const Json& item) {
              return both ? left.holds(item) && right.holds(item) : left.holds(item) || right.holds(item);
            }};
  }
  if (random.chance(35)) return comparison(random, values);
  return random.chance(40) ? existence(random) : function(random, values);
}

RandomUpdate random_update(Random& random, Values& values) {
  static constexpr std::array kUpdates{add_to_number, subtract_from_default, append_to_list,
                                       set_member,    remove_paths,          add_number,
                                       add_to_set,    delete_from_set,       set_elements};
  return kUpdates[static_cast<size_t>(random.below(static_cast<int>(kUpdates.size())))](random, values);
}

}  // namespace basalt::model
