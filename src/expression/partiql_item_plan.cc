// The item that an UPDATE, a DELETE or an EXISTS names: its key by equality, and what else must hold of it.
#include <algorithm>
#include <utility>

#include "basalt/expression/partiql_plan.h"
#include "expression/partiql_key_terms.h"
#include "expression/partiql_values.h"

namespace basalt::expression::partiql {
namespace {

enum class OnConflict { kRefuse, kKeepAsCondition };

struct NamedItem {
  Item key;
  std::vector<const ConditionNode*> rest;
};

class ItemNaming {
 public:
  ItemNaming(const Condition& where, const KeySchemaView& key, OnConflict on_conflict)
      : terms_(where.bound().references), key_(key), on_conflict_(on_conflict) {}

  ApiResult<NamedItem> run(const ConditionNode& root) {
    TRY(read(root));
    if (named_.key.size() == key_.partition.size() + key_.sort.size()) return std::move(named_);
    return refused("Where clause does not contain a mandatory equality on all key attributes");
  }

 private:
  // Recursion follows the tree, whose depth the parser limits.
  ApiResult<void> read(const ConditionNode& node) {
    if (const auto* conjunction = std::get_if<And>(&node.node)) {
      for (const ConditionNode& term : conjunction->terms) TRY(read(term));
      return {};
    }
    for (const auto* part : {&key_.partition, &key_.sort}) {
      for (const KeyAttribute& attribute : *part) {
        const auto comparison = terms_.comparison(node, attribute.name);
        if (!comparison || comparison->comparator != Comparator::kEqual) continue;
        return add(attribute.name, *comparison->value, node);
      }
    }
    named_.rest.push_back(&node);
    return {};
  }

  ApiResult<void> add(const std::string& name, const AttributeValue& value, const ConditionNode& node) {
    const AttributeValue* known = named_.key.find(name);
    if (known == nullptr) {
      named_.key.set(name, value);
    } else if (*known != value) {
      if (on_conflict_ == OnConflict::kRefuse) {
        return refused("Multiple conditions on same key " + name +
                       ". Only single item Update/Insert/Delete are supported");
      }
      named_.rest.push_back(&node);
    }
    return {};
  }

  KeyTerms terms_;
  const KeySchemaView& key_;
  OnConflict on_conflict_;
  NamedItem named_;
};

ApiResult<NamedItem> named_item(const std::optional<Condition>& where, const KeySchemaView& key,
                                OnConflict on_conflict) {
  if (!where) return refused("Where clause does not contain a mandatory equality on all key attributes");
  return ItemNaming(*where, key, on_conflict).run(*where->bound().root);
}

// function(partition key), joined with the rest.
template <class Chain>
Condition joined(Function function, const NamedItem& named, const BoundReferences& references,
                 const KeySchemaView& key) {
  BoundReferences extended = references;
  Paths paths = *references.paths;
  paths.push_back(DocumentPath::attribute(key.partition[0].name));
  const PathRef partition{static_cast<uint32_t>(paths.size() - 1)};
  extended.paths = std::make_shared<const Paths>(std::move(paths));
  Chain chain;
  chain.terms.push_back(ConditionNode{Call{function, {Operand{partition}}}});
  And rest;
  for (const ConditionNode* term : named.rest) rest.terms.push_back(clone(*term));
  chain.terms.push_back(ConditionNode{std::move(rest)});
  return Condition(std::make_shared<const BoundCondition>(
      BoundCondition{std::make_shared<const ConditionNode>(ConditionNode{std::move(chain)}), std::move(extended)}));
}

}  // namespace

ApiResult<KeyedItem> plan_update(const std::optional<Condition>& where, const KeySchemaView& key) {
  NamedItem named = TRY(named_item(where, key, OnConflict::kRefuse));
  Condition condition = joined<And>(Function::kAttributeExists, named, where->bound().references, key);
  return KeyedItem{std::move(named.key), std::move(condition)};
}

ApiResult<KeyedItem> plan_delete(const std::optional<Condition>& where, const KeySchemaView& key) {
  NamedItem named = TRY(named_item(where, key, OnConflict::kRefuse));
  std::optional<Condition> condition;
  if (!named.rest.empty()) {
    condition = joined<Or>(Function::kAttributeNotExists, named, where->bound().references, key);
  }
  return KeyedItem{std::move(named.key), std::move(condition)};
}

ApiResult<KeyedItem> plan_exists(const std::optional<Condition>& where, const KeySchemaView& key) {
  auto named = named_item(where, key, OnConflict::kKeepAsCondition);
  if (!named.ok() || named->rest.empty()) {
    return refused("EXISTS() must contain a single item read with additional condition");
  }
  Condition condition = joined<And>(Function::kAttributeExists, *named, where->bound().references, key);
  return KeyedItem{std::move(named->key), std::move(condition)};
}

}  // namespace basalt::expression::partiql
