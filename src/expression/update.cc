#include "basalt/expression/update.h"

#include "basalt/expression/projection.h"
#include "basalt/value/item_codec.h"
#include "expression/bound.h"
#include "expression/update_application.h"

namespace basalt::expression {
namespace {

// The parts of item that the paths name. Answers to clients only, so going through the stored form is no matter.
Item parts(const Item& item, std::vector<DocumentPath> paths) {
  const std::string encoded = encode_item(item);
  return Projection(std::move(paths)).apply(ItemView(encoded));
}

}  // namespace

ApiError updated_item_too_large() {
  return ApiError::validation("Item size to update has exceeded the maximum allowed size");
}

ApiResult<Item> Update::apply(const Item& old) const { return apply_update(*bound_, old); }

std::vector<DocumentPath> Update::targets() const {
  std::vector<DocumentPath> paths;
  paths.reserve(bound_->tree->actions.size());
  for (const UpdateAction& action : bound_->tree->actions) paths.push_back(bound_->references.path(target_of(action)));
  return paths;
}

Item Update::updated_attributes(const Item& item) const { return parts(item, targets()); }

Item Update::updated_new_attributes(const Item& item) const {
  std::vector<DocumentPath> paths;
  for (const UpdateAction& action : bound_->tree->actions) {
    if (!std::holds_alternative<RemoveAction>(action)) paths.push_back(bound_->references.path(target_of(action)));
  }
  return parts(item, std::move(paths));
}

}  // namespace basalt::expression
