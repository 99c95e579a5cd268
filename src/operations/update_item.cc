#include "basalt/operations/update_item.h"

#include <utility>

#include "basalt/operations/table_name.h"
#include "basalt/value/item_codec.h"
#include "operations/checked_write.h"
#include "operations/item_write.h"

namespace basalt::operations {
namespace {

// What the answer shows of an update: fixed when the request is prepared, used when the write is done.
struct ShownAttributes {
  ReturnValues return_values = ReturnValues::kNone;
  std::optional<expression::Update> update;  // kUpdatedOld and kUpdatedNew only

  std::optional<OwnedItem> operator()(store::WriteOutcome&& outcome) const {
    switch (return_values) {
      case ReturnValues::kNone:
        return std::nullopt;
      case ReturnValues::kAllOld:
        return old_attributes(return_values, std::move(outcome));
      case ReturnValues::kAllNew: {
        std::optional<std::string> after = item_after(std::move(outcome));
        if (!after) return std::nullopt;
        return OwnedItem(*std::move(after));
      }
      case ReturnValues::kUpdatedOld:
        return at_targets(std::move(outcome.old_item), &expression::Update::updated_attributes);
      case ReturnValues::kUpdatedNew:
        return at_targets(item_after(std::move(outcome)), &expression::Update::updated_new_attributes);
    }
    return std::nullopt;
  }

 private:
  std::optional<OwnedItem> at_targets(const std::optional<std::string>& item,
                                      Item (expression::Update::*shown)(const Item&) const) const {
    if (!item || !update) return std::nullopt;
    const Item attributes = ((*update).*shown)(ItemView(*item).decode());
    if (attributes.empty()) return std::nullopt;
    return OwnedItem(encode_item(attributes));
  }
};

// shown: filled in as far as the request's expressions go.
ApiResult<PreparedWrite> prepare(const Context& context, UpdateItem::Request&& request, ShownAttributes& shown) {
  CheckedUpdate update = TRY(check_request(request));
  shown.return_values = request.parameters.return_values;
  if (shown.return_values == ReturnValues::kUpdatedOld || shown.return_values == ReturnValues::kUpdatedNew) {
    shown.update = update.update;
  }
  store::TableRef table = TRY(find_table(context, request.table_name));
  return prepare_checked(std::move(table), std::move(update), std::move(request.table_name), request.parameters);
}

}  // namespace

void UpdateItem::start(Context& context, Request&& request, Reply<Response> reply) {
  ShownAttributes shown;
  ApiResult<PreparedWrite> prepared = prepare(context, std::move(request), shown);
  submit(context.store, std::move(prepared), std::move(shown), std::move(reply));
}

}  // namespace basalt::operations
