// Every index in an update means a position in the list as it was before. So changes that move no element come first,
// then what is appended (in the order of the indexes, as AWS orders it), and last what is removed, from the back.
#include "expression/update_application.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/expression/update.h"
#include "basalt/value/document_path.h"
#include "basalt/value/item_size.h"
#include "expression/set_algebra.h"
#include "expression/set_value.h"

namespace basalt::expression {
namespace {

ApiError invalid_path() {
  return ApiError::validation("The document path provided in the update expression is invalid for update");
}

ApiError type_mismatch(UpdateDialect dialect) {
  if (dialect == UpdateDialect::kExpression) return incorrect_operand_type();
  return ApiError::validation("Type mismatch for attribute to update");
}

const DocumentPath::Element& last_of(const DocumentPath& path) { return path.elements.back(); }

// The place a path's last element names: a member of a map, or a position of a list.
struct Slot {
  Map* map = nullptr;
  List* list = nullptr;
  const DocumentPath::Element* element = nullptr;

  AttributeValue* find() const {
    if (map != nullptr) return map->find(std::get<std::string>(*element));
    const size_t index = std::get<size_t>(*element);
    return index < list->size() ? &(*list)[index] : nullptr;
  }
};

class Application {
 public:
  Application(const BoundUpdate& update, const Item& old)
      : tree_(*update.tree), references_(update.references), old_(old), item_(old) {}

  ApiResult<Item> run() {
    std::vector<AttributeValue> set_values = TRY(read_set_values());
    auto next_value = set_values.begin();
    for (const UpdateAction& action : tree_.actions) {
      const DocumentPath& path = references_.path(target_of(action));
      const Slot slot = TRY(locate(path));
      if (std::holds_alternative<SetAction>(action)) {
        put(path, slot, std::move(*next_value++));
      } else if (std::holds_alternative<RemoveAction>(action)) {
        if (slot.find() != nullptr) removals_.push_back(&path);
      } else if (const auto* add = std::get_if<AddAction>(&action)) {
        TRY(apply_add(path, slot, references_.value(add->value)));
      } else {
        TRY(apply_delete(path, slot, references_.value(std::get<DeleteAction>(action).value)));
      }
    }
    append_all();
    remove_all();
    return std::move(item_);
  }

 private:
  ApiResult<std::vector<AttributeValue>> read_set_values() const {
    std::vector<AttributeValue> values;
    size_t size = 0;
    for (const UpdateAction& action : tree_.actions) {
      const auto* set = std::get_if<SetAction>(&action);
      if (set == nullptr) continue;
      values.push_back(TRY(set_value(*set, references_, old_)));
      size += value_size(values.back());
      if (size > kMaxItemSize) return Failure{updated_item_too_large()};  // all of them would be in the item
    }
    return values;
  }

  // No two targets overlap, so what holds a target is still as it was, and its place is the old one.
  ApiResult<Slot> locate(const DocumentPath& path) {
    Slot slot{nullptr, nullptr, &last_of(path)};
    if (path.elements.size() == 1) {
      slot.map = &item_;
      return slot;
    }
    DocumentPath parent_path = path;
    parent_path.elements.pop_back();
    AttributeValue* parent = resolve(item_, parent_path);
    if (parent == nullptr) return Failure{invalid_path()};
    if (std::holds_alternative<std::string>(*slot.element)) {
      slot.map = parent->get_if<Map>();
    } else {
      slot.list = parent->get_if<List>();
    }
    if (slot.map == nullptr && slot.list == nullptr) return Failure{invalid_path()};
    return slot;
  }

  void put(const DocumentPath& path, const Slot& slot, AttributeValue value) {
    if (AttributeValue* existing = slot.find()) {
      *existing = std::move(value);
    } else if (slot.map != nullptr) {
      slot.map->set(std::get<std::string>(*slot.element), std::move(value));
    } else {
      appends_.emplace_back(&path, std::move(value));
    }
  }

  ApiResult<void> apply_add(const DocumentPath& path, const Slot& slot, const AttributeValue& value) {
    AttributeValue* existing = slot.find();
    if (existing == nullptr) {
      put(path, slot, value);
      return {};
    }
    if (const auto* addend = value.get_if<Decimal>()) {
      const auto* number = existing->get_if<Decimal>();
      if (number == nullptr) return Failure{type_mismatch(tree_.dialect)};
      *existing = AttributeValue::number(TRY(add_numbers(*number, *addend)));
      return {};
    }
    if (const auto* more = value.get_if<List>()) return append_list(*existing, *more);
    if (!unite(*existing, value)) return Failure{type_mismatch(tree_.dialect)};
    return {};
  }

  // Only AttributeUpdates gets here: in an expression, ADD of a list is refused before.
  ApiResult<void> append_list(AttributeValue& existing, const List& more) {
    List* list = existing.get_if<List>();
    if (list == nullptr) return Failure{type_mismatch(tree_.dialect)};
    list->insert(list->end(), more.begin(), more.end());
    return {};
  }

  ApiResult<void> apply_delete(const DocumentPath& path, const Slot& slot, const AttributeValue& value) {
    AttributeValue* existing = slot.find();
    if (existing == nullptr) return {};
    bool emptied = false;
    if (!subtract(*existing, value, emptied)) return Failure{type_mismatch(tree_.dialect)};
    if (emptied) removals_.push_back(&path);
    return {};
  }

  void append_all() {
    std::stable_sort(appends_.begin(), appends_.end(),
                     [](const auto& a, const auto& b) { return a.first->elements < b.first->elements; });
    for (auto& [path, value] : appends_) {
      const auto slot = locate(*path);
      CHECK(slot.ok());
      slot->list->push_back(std::move(value));
    }
  }

  void remove_all() {
    std::sort(removals_.begin(), removals_.end(),
              [](const DocumentPath* a, const DocumentPath* b) { return b->elements < a->elements; });
    for (const DocumentPath* path : removals_) {
      const auto slot = locate(*path);
      CHECK(slot.ok());
      if (slot->map != nullptr) {
        slot->map->erase(std::get<std::string>(*slot->element));
      } else {
        slot->list->erase(slot->list->begin() + static_cast<ptrdiff_t>(std::get<size_t>(*slot->element)));
      }
    }
  }

  const UpdateTree& tree_;
  const BoundReferences& references_;
  const Item& old_;
  Item item_;
  std::vector<std::pair<const DocumentPath*, AttributeValue>> appends_;
  std::vector<const DocumentPath*> removals_;
};

}  // namespace

ApiResult<Item> apply_update(const BoundUpdate& update, const Item& old) { return Application(update, old).run(); }

}  // namespace basalt::expression
