// Random updates against a naive application written another way: on one flat map from paths to scalars, where a list
// index is a key like any other and lists close up at the end.
#include <gtest/gtest.h>

#include <random>

#include "basalt/value/document_path.h"
#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

constexpr int kLists = 3;
constexpr int kListSize = 5;
constexpr int kMembers = 4;

// Lists "l0"…, maps "m0"… and top-level numbers "n0"…, each cell a number.
Item random_item(std::mt19937& random) {
  Item item;
  for (int i = 0; i < kLists; ++i) {
    List list;
    for (int j = 0; j < kListSize; ++j) list.push_back(AttributeValue::integer(static_cast<int>(random() % 1000)));
    item.set("l" + std::to_string(i), AttributeValue::list(std::move(list)));
    Map map;
    for (int j = 0; j < kMembers; ++j) {
      if (random() % 2 == 0)
        map.set("k" + std::to_string(j), AttributeValue::integer(static_cast<int>(random() % 1000)));
    }
    item.set("m" + std::to_string(i), AttributeValue::map(std::move(map)));
    if (random() % 2 == 0)
      item.set("n" + std::to_string(i), AttributeValue::integer(static_cast<int>(random() % 1000)));
  }
  return item;
}

struct Target {
  std::string text;
  std::string parent;  // "l0", "m0" or "" at the top
  std::string key;     // member, index or attribute
};

Target random_target(std::mt19937& random) {
  const std::string number = std::to_string(random() % kLists);
  switch (random() % 3) {
    case 0: {
      const std::string index = std::to_string(random() % (kListSize + 3));
      return {"l" + number + "[" + index + "]", "l" + number, index};
    }
    case 1: {
      const std::string member = "k" + std::to_string(random() % kMembers);
      return {"m" + number + "." + member, "m" + number, member};
    }
    default:
      return {"n" + number, "", "n" + number};
  }
}

// The old value at a target, null when there is none.
const AttributeValue* old_value(const Item& item, const Target& target) {
  if (target.parent.empty()) return item.find(target.key);
  const AttributeValue* parent = item.find(target.parent);
  if (const auto* map = parent->get_if<Map>()) return map->find(target.key);
  const size_t index = std::stoul(target.key);
  const auto& list = *parent->get_if<List>();
  return index < list.size() ? &list[index] : nullptr;
}

// Puts the new values in, leaving gaps in lists, then closes the gaps.
Item naive(const Item& old, const std::map<std::string, std::pair<Target, std::optional<AttributeValue>>>& changes) {
  Item result;
  for (const auto& [name, value] : old.attributes()) {
    std::map<size_t, AttributeValue> cells;
    if (const auto* list = value.get_if<List>()) {
      for (size_t i = 0; i < list->size(); ++i) cells.emplace(i, (*list)[i]);
      for (const auto& [text, change] : changes) {
        if (change.first.parent != name) continue;
        const size_t index = std::stoul(change.first.key);
        cells.erase(index);
        if (change.second) cells.emplace(index, *change.second);
      }
      List closed;
      for (auto& [index, cell] : cells) closed.push_back(cell);
      result.set(name, AttributeValue::list(std::move(closed)));
      continue;
    }
    result.set(name, value);
  }
  for (const auto& [text, change] : changes) {
    const Target& target = change.first;
    if (target.parent.starts_with("l")) continue;
    Item& holder = target.parent.empty() ? result : *result.find(target.parent)->get_if<Map>();
    if (change.second) {
      holder.set(target.key, *change.second);
    } else {
      holder.erase(target.key);
    }
  }
  return result;
}

void append(std::string& section, const std::string& action) {
  if (!section.empty()) section += ", ";
  section += action;
}

// One random update of up to eight targets, checked.
void run_one(uint32_t seed) {
  std::mt19937 random(seed);
  const Item old = random_item(random);
  std::map<std::string, std::pair<Target, std::optional<AttributeValue>>> changes;
  std::string set, remove, add;
  Values values;
  const size_t count = 1 + random() % 8;
  for (size_t i = 0; i < count; ++i) {
    const Target target = random_target(random);
    if (changes.contains(target.text)) continue;
    const AttributeValue* existing = old_value(old, target);
    const auto operand = AttributeValue::integer(static_cast<int>(random() % 1000));
    const std::string placeholder = ":v" + std::to_string(i);
    const auto sum = [&](const AttributeValue& a) {
      return AttributeValue::number(Decimal::add(*a.get_if<Decimal>(), *operand.get_if<Decimal>()).value());
    };
    std::optional<AttributeValue> change;
    switch (random() % 4) {
      case 0:
        append(remove, target.text);
        break;
      case 1:
        append(add, target.text + " " + placeholder);
        values[placeholder] = operand;
        change = existing == nullptr ? operand : sum(*existing);
        break;
      case 2:
        append(set, target.text + " = if_not_exists(" + target.text + ", " + placeholder + ")");
        values[placeholder] = operand;
        change = existing == nullptr ? operand : *existing;
        break;
      default: {
        const Target source = random_target(random);
        const AttributeValue* from = old_value(old, source);
        append(set, target.text + (from == nullptr ? " = " + placeholder : " = " + source.text + " + " + placeholder));
        values[placeholder] = operand;
        change = from == nullptr ? operand : sum(*from);
      }
    }
    changes.emplace(target.text, std::pair(target, change));
  }
  std::string text;
  if (!remove.empty()) text += "REMOVE " + remove + " ";
  if (!set.empty()) text += "SET " + set + " ";
  if (!add.empty()) text += "ADD " + add;
  const auto resolved = resolve({.update = text}, substitutions({}, values));
  ASSERT_TRUE(resolved.ok()) << text << ": " << message_of(resolved);
  const auto result = resolved->update->apply(old);
  ASSERT_TRUE(result.ok()) << text << ": " << message_of(result);
  EXPECT_EQ(*result, naive(old, changes)) << "seed " << seed << ": " << text;
}

TEST(UpdateProperty, RandomUpdatesAgreeWithANaiveApplication) {
  const uint32_t first_seed = std::random_device{}();
  for (uint32_t i = 0; i < 3000; ++i) {
    run_one(first_seed + i);
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace basalt::expression
