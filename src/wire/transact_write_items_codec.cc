#include "wire/transact_write_items_codec.h"

#include <algorithm>

#include "wire/enum_names.h"
#include "wire/json_hash.h"
#include "wire/object_writer.h"
#include "wire/request_items.h"
#include "wire/write_codec.h"

namespace basalt::wire {
namespace {

using operations::TransactWriteItem;

constexpr size_t kMaxItems = 100;
constexpr size_t kMaxTokenLength = 36;

void decode_action(ObjectReader& members, operations::PutItem::Request& put) {
  members.table_name(put.table_name);
  members.item("Item", put.item, true);
  decode_condition(members, put.parameters);
}

void decode_action(ObjectReader& members, operations::UpdateItem::Request& update) {
  members.table_name(update.table_name);
  members.item("Key", update.key, true);
  members.string("UpdateExpression", update.update_expression, {.required = true});
  decode_condition(members, update.parameters);
}

void decode_action(ObjectReader& members, operations::DeleteItem::Request& erase) {
  members.table_name(erase.table_name);
  members.item("Key", erase.key, true);
  decode_condition(members, erase.parameters);
}

void decode_action(ObjectReader& members, TransactWriteItem::ConditionCheck& check) {
  members.table_name(check.table_name);
  members.item("Key", check.key, true);
  decode_condition(members, check.parameters);
  if (!members.has("ConditionExpression")) {
    members.problems().null_member(members.path().member("ConditionExpression"));
  }
}

template <class Action>
void decode_member(std::string_view name, ObjectReader& item, TransactWriteItem& out) {
  item.structure(name, name, false, [&](ObjectReader& members) {
    out.has_several = !std::holds_alternative<std::monostate>(out.action);
    decode_action(members, out.action.emplace<Action>());
  });
}

void decode_item(ObjectReader& item, TransactWriteItem& out) {
  decode_member<TransactWriteItem::ConditionCheck>("ConditionCheck", item, out);
  decode_member<operations::PutItem::Request>("Put", item, out);
  decode_member<operations::DeleteItem::Request>("Delete", item, out);
  decode_member<operations::UpdateItem::Request>("Update", item, out);
}

}  // namespace

void Codec<operations::TransactWriteItems>::decode(ObjectReader& members,
                                                   operations::TransactWriteItems::Request& request) {
  members.string("ClientRequestToken", request.client_request_token, {.min_length = 1, .max_length = kMaxTokenLength});
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  members.enumeration("ReturnItemCollectionMetrics", request.return_item_collection_metrics,
                      kReturnItemCollectionMetrics);
  auto& items = request.transact_items;
  const CollectionRule rule{.required = true, .min_size = 1, .max_size = kMaxItems, .shape = "TransactWriteItem"};
  members.list_of_structures(
      "TransactItems", rule, [&](size_t size) { items.reserve(std::min(size, kMaxItems)); },
      [&](ObjectReader& item) {
        if (items.size() < kMaxItems) decode_item(item, items.emplace_back());
      });
  if (!request.client_request_token) return;
  if (const auto element = members.find("TransactItems")) request.payload = json_hash(*element);
}

void Codec<operations::TransactWriteItems>::encode(const operations::TransactWriteItems::Response& response,
                                                   std::string& out) {
  ObjectWriter object(out);
  item_collection_metrics_member(response.item_collection_metrics, object);
  consumed_capacities_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
