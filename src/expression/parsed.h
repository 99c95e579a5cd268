// Parsed expressions: trees whose paths and values may still be placeholders. They hold no error that depends on the
// text alone; what depends on a request's placeholders is found when they are bound.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "basalt/value/document_path.h"
#include "expression/ast.h"

namespace basalt::expression {

struct NamePlaceholder {
  std::string text;  // "#n"
};

// A path as written. Shares its shape with DocumentPath, but its names may be placeholders.
struct PathSyntax {
  using Element = std::variant<std::string, NamePlaceholder, size_t>;
  std::vector<Element> elements;
};

using Paths = std::vector<DocumentPath>;

// The tables beside a tree: PathRef and ValueRef are positions in them, in order of appearance in the text.
struct ParsedReferences {
  std::vector<PathSyntax> paths;
  std::vector<std::string> values;           // ":v"
  std::shared_ptr<const Paths> fixed_paths;  // the resolved paths when no name is a placeholder, else null
};

struct ParsedCondition {
  std::shared_ptr<const ConditionNode> root;
  ParsedReferences references;
};

struct ParsedUpdate {
  std::shared_ptr<const UpdateTree> tree;
  ParsedReferences references;
};

struct ParsedProjection {
  ParsedReferences references;
};

}  // namespace basalt::expression
