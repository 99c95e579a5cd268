#include "expression/set_algebra.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace basalt::expression {
namespace {

// Calls change(target's elements, other's elements) when both are sets of one type.
template <class Change>
bool with_sets(AttributeValue& target, const AttributeValue& other, const Change& change) {
  const auto apply = [&]<class Set>(Set* set) {
    const auto* operand = other.get_if<Set>();
    if (set == nullptr || operand == nullptr) return false;
    change(set->values, operand->values);
    return true;
  };
  return apply(target.get_if<StringSet>()) || apply(target.get_if<NumberSet>()) || apply(target.get_if<BinarySet>());
}

}  // namespace

bool unite(AttributeValue& target, const AttributeValue& added) {
  return with_sets(target, added, [](auto& values, const auto& more) {
    std::remove_reference_t<decltype(values)> result;
    result.reserve(values.size() + more.size());
    std::set_union(std::make_move_iterator(values.begin()), std::make_move_iterator(values.end()), more.begin(),
                   more.end(), std::back_inserter(result));
    values = std::move(result);
  });
}

bool subtract(AttributeValue& target, const AttributeValue& removed, bool& emptied) {
  return with_sets(target, removed, [&](auto& values, const auto& less) {
    std::erase_if(values, [&](const auto& value) { return std::binary_search(less.begin(), less.end(), value); });
    emptied = values.empty();
  });
}

}  // namespace basalt::expression
