#include "wire/transact_get_items_codec.h"

#include <algorithm>

#include "wire/enum_names.h"
#include "wire/object_writer.h"
#include "wire/request_items.h"

namespace basalt::wire {
namespace {

constexpr size_t kMaxItems = 100;

void decode_get(ObjectReader& members, operations::GetItem::Request& get) {
  members.item("Key", get.key, true);
  members.table_name(get.table_name);
  members.string("ProjectionExpression", get.projection_expression);
  members.expression_attribute_names(get.placeholders);
}

}  // namespace

void Codec<operations::TransactGetItems>::decode(ObjectReader& members,
                                                 operations::TransactGetItems::Request& request) {
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  auto& gets = request.transact_items;
  const CollectionRule rule{.required = true, .min_size = 1, .max_size = kMaxItems, .shape = "TransactGetItem"};
  members.list_of_structures(
      "TransactItems", rule, [&](size_t size) { gets.reserve(std::min(size, kMaxItems)); },
      [&](ObjectReader& item) {
        if (gets.size() == kMaxItems) return;
        auto& get = gets.emplace_back();
        item.structure("Get", "Get", true, [&](ObjectReader& get_members) { decode_get(get_members, get); });
      });
}

void Codec<operations::TransactGetItems>::encode(const operations::TransactGetItems::Response& response,
                                                 std::string& out) {
  ObjectWriter object(out);
  item_responses_member(response.responses, object);
  consumed_capacities_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
