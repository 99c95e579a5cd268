// Projection: ProjectionExpression (and AttributesToGet), resolved; paths do not overlap.
// Immutable; any thread.
#pragma once

#include <string>
#include <vector>

#include "basalt/value/attribute_value.h"
#include "basalt/value/document_path.h"
#include "basalt/value/item_codec.h"

namespace basalt::expression {

class Projection {
 public:
  explicit Projection(std::vector<DocumentPath> paths) : paths_(std::move(paths)) {}
  const std::vector<DocumentPath>& paths() const { return paths_; }
  // The parts of item that the paths name; list elements close up in the order of their indexes, as AWS answers.
  Item apply(const ItemView& item) const;
  // The same, appended to out in the stored form.
  void apply(const ItemView& item, std::string& out) const;

 private:
  std::vector<DocumentPath> paths_;
};

}  // namespace basalt::expression
