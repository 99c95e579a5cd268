// PartiQL: any bytes are refused with a message or give statements that work on items, and plans that read no less than
// the WHERE finds.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/check.h"
#include "basalt/expression/partiql.h"
#include "basalt/expression/partiql_plan.h"
#include "basalt/value/item_codec.h"

namespace {

using namespace basalt;
using namespace basalt::expression;
using namespace basalt::expression::partiql;

const KeySchemaView& key() {
  static const KeySchemaView instance = {{{"a", AttributeType::kString}}, {{"b", AttributeType::kNumber}}};
  return instance;
}

const Item& item() {
  static const Item instance = {
      {"a", AttributeValue::string("x")},
      {"b", AttributeValue::integer(7)},
      {"l", AttributeValue::list({AttributeValue::integer(1), AttributeValue::string("x")})},
      {"m", AttributeValue::map({{"k", AttributeValue::binary("\x01\x02")}, {"n", AttributeValue::integer(2)}})},
      {"s", AttributeValue::string_set({"p", "q"})},
  };
  return instance;
}

const std::vector<AttributeValue>& parameters() {
  static const std::vector<AttributeValue> instance = {AttributeValue::string("x"), AttributeValue::integer(7),
                                                       AttributeValue::string_set({"q", "r"}),
                                                       AttributeValue::map({{"a", AttributeValue::string("x")}})};
  return instance;
}

bool may_hold(const KeyCondition& read) {
  if (read.partition[0] != *item().find("a")) return false;
  if (!read.sort) return true;
  const Decimal value = *item().find("b")->get_if<Decimal>();
  const auto* bound = read.sort->value.get_if<Decimal>();
  const auto* upper = read.sort->upper.get_if<Decimal>();
  if (bound == nullptr) return false;
  switch (read.sort->op) {
    case SortCondition::Operator::kEqual:
      return value == *bound;
    case SortCondition::Operator::kLess:
      return value < *bound;
    case SortCondition::Operator::kLessOrEqual:
      return value <= *bound;
    case SortCondition::Operator::kGreater:
      return value > *bound;
    case SortCondition::Operator::kGreaterOrEqual:
      return value >= *bound;
    case SortCondition::Operator::kBetween:
      return value >= *bound && upper != nullptr && value <= *upper;
    case SortCondition::Operator::kBeginsWith:
      return false;
  }
  return false;
}

// The item is found through the plan if and only if the WHERE holds for it.
void check_plan(const std::optional<Condition>& where) {
  const auto plan = plan_read(where, key());
  if (!plan.ok()) return;
  const std::string encoded = encode_item(item());
  const ItemView view(encoded);
  bool read = plan->reads.empty();
  for (const PlannedRead& one : plan->reads) read = read || may_hold(one.key);
  const bool found = read && (!plan->filter || plan->filter->matches(view));
  CHECK(found == (!where || where->matches(view)));
}

void check_write(const std::optional<Condition>& where) {
  const auto change = plan_update(where, key());
  const auto removal = plan_delete(where, key());
  CHECK(change.ok() == removal.ok());
  if (!change.ok()) return;
  CHECK(!change->condition->matches(ItemView()));
  CHECK(!removal->condition || removal->condition->matches(ItemView()));
  if (change->key != Item{{"a", *item().find("a")}, {"b", *item().find("b")}}) return;
  const std::string encoded = encode_item(item());
  CHECK(change->condition->matches(ItemView(encoded)) == where->matches(ItemView(encoded)));
}

struct Use {
  void operator()(const SelectStatement& select) const {
    check_plan(select.where);
    check_write(select.where);
    const std::string encoded = encode_item(item());
    if (select.projection) CHECK(validate_item(encode_item(select.projection->apply(ItemView(encoded)))));
  }
  void operator()(const InsertStatement& insert) const { CHECK(validate_item(encode_item(insert.item))); }
  void operator()(const UpdateStatement& update) const {
    check_write(update.where);
    const auto updated = update.update.apply(item());
    if (updated.ok()) (void)encode_item(*updated);  // how deep it nests is checked where it is stored
  }
  void operator()(const DeleteStatement& erase) const { check_write(erase.where); }
  void operator()(const ExistsStatement& exists) const { (void)plan_exists(exists.select.where, key()); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > kMaxStatementSize) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // A request's JSON is refused before its statement is looked at when it is not UTF-8.
  if (!validate_item(encode_item(Item{{"statement", AttributeValue::string(std::string(text))}}))) return 0;
  const auto statement = parse_statement(text, parameters());
  if (!statement.ok()) {
    CHECK(!statement.error().message().empty());
    return 0;
  }
  std::visit(Use{}, *statement);
  return 0;
}
