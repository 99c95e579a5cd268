// Projection: ProjectionExpression (and AttributesToGet), resolved; paths do not overlap.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
//
// Immutable; cheap to copy and move; any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "basalt/value/attribute_value.h"
#include "basalt/value/document_path.h"
#include "basalt/value/item_codec.h"

namespace basalt::expression {

struct ProjectionTree;  // src/expression/projection.cc

class Projection {
 public:
  explicit Projection(std::vector<DocumentPath> paths);
  // PartiQL's columns: the value of each path by itself, named by the path's last name and the indexes after it ("c" of
  // a.b.c, "b[0]" of a.b[0]). Of columns with one name the last counts.
  static Projection of_columns(std::vector<DocumentPath> paths);
  const std::vector<DocumentPath>& paths() const;
  // The parts of item that the paths name; list elements close up in the order of their indexes, as AWS answers.
  Item apply(const ItemView& item) const;
  // The same, appended to out in the stored form.
  void apply(const ItemView& item, std::string& out) const;

 private:
  std::shared_ptr<const ProjectionTree> tree_;
};

}  // namespace basalt::expression
