#include "basalt/expression/projection.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace basalt::expression {
namespace {

// The paths as a tree, so that those with a common beginning meet in one value of the answer.
template <class Key>
struct Twig;

struct Branch {
  bool whole = false;                      // the value itself is asked for; it then has no members and no elements
  std::vector<Twig<std::string>> members;  // sorted by name
  std::vector<Twig<size_t>> elements;      // sorted by index
};

template <class Key>
struct Twig {
  Key key;
  Branch branch;
};

template <class Key>
Branch& branch_at(std::vector<Twig<Key>>& twigs, const Key& key) {
  const auto at = std::lower_bound(twigs.begin(), twigs.end(), key,
                                   [](const Twig<Key>& twig, const Key& wanted) { return twig.key < wanted; });
  if (at != twigs.end() && at->key == key) return at->branch;
  return twigs.insert(at, Twig<Key>{key, Branch{}})->branch;
}

void grow(Branch& root, const DocumentPath& path) {
  Branch* branch = &root;
  for (const DocumentPath::Element& element : path.elements) {
    if (const auto* name = std::get_if<std::string>(&element)) {
      branch = &branch_at(branch->members, *name);
    } else {
      branch = &branch_at(branch->elements, std::get<size_t>(element));
    }
  }
  branch->whole = true;
}

std::optional<AttributeValue> cut(const ValueView& value, const Branch& branch);

Item cut_members(const ItemView& item, const Branch& branch) {
  Item answer;
  for (const auto& [name, inner] : branch.members) {
    const auto value = item.find(name);
    if (!value) continue;
    if (auto part = cut(*value, inner)) answer.set(name, std::move(*part));
  }
  return answer;
}

List cut_elements(const ValueView& list, const Branch& branch) {
  List answer;
  auto next = branch.elements.begin();
  size_t index = 0;
  list.for_each_element([&](const ValueView& element) {
    if (next != branch.elements.end() && next->key == index) {
      if (auto part = cut(element, next->branch)) answer.push_back(std::move(*part));
      ++next;
    }
    ++index;
    return next != branch.elements.end();
  });
  return answer;
}

// Nullopt when nothing of value is asked for: AWS then leaves out the parents too. Depth is that of a path.
std::optional<AttributeValue> cut(const ValueView& value, const Branch& branch) {
  if (branch.whole) return value.decode();
  if (value.type() == AttributeType::kMap && !branch.members.empty()) {
    Map part = cut_members(value.map(), branch);
    if (!part.empty()) return AttributeValue::map(std::move(part));
  }
  if (value.type() == AttributeType::kList && !branch.elements.empty()) {
    List part = cut_elements(value, branch);
    if (!part.empty()) return AttributeValue::list(std::move(part));
  }
  return std::nullopt;
}

std::string column_name(const DocumentPath& path) {
  std::string name;
  for (const DocumentPath::Element& element : path.elements) {
    if (const auto* member = std::get_if<std::string>(&element)) {
      name = *member;
    } else {
      name.append("[").append(std::to_string(std::get<size_t>(element))).append("]");
    }
  }
  return name;
}

}  // namespace

struct ProjectionTree {
  std::vector<DocumentPath> paths;
  Branch root;
  std::vector<std::string> column_names;  // one for each path, or none at all
};

Projection::Projection(std::vector<DocumentPath> paths) {
  auto tree = std::make_shared<ProjectionTree>();
  tree->paths = std::move(paths);
  for (const DocumentPath& path : tree->paths) grow(tree->root, path);
  tree_ = std::move(tree);
}

Projection Projection::of_columns(std::vector<DocumentPath> paths) {
  auto tree = std::make_shared<ProjectionTree>();
  for (const DocumentPath& path : paths) tree->column_names.push_back(column_name(path));
  tree->paths = std::move(paths);
  Projection projection({});
  projection.tree_ = std::move(tree);
  return projection;
}

const std::vector<DocumentPath>& Projection::paths() const { return tree_->paths; }

Item Projection::apply(const ItemView& item) const {
  if (tree_->column_names.empty()) return cut_members(item, tree_->root);
  Item columns;
  for (size_t i = 0; i < tree_->paths.size(); ++i) {
    if (const auto value = resolve(item, tree_->paths[i])) columns.set(tree_->column_names[i], value->decode());
  }
  return columns;
}

void Projection::apply(const ItemView& item, std::string& out) const { encode_item(apply(item), out); }

}  // namespace basalt::expression
