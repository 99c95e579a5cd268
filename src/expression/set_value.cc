#include "expression/set_value.h"

#include <utility>

#include "basalt/base/check.h"
#include "basalt/expression/update.h"
#include "basalt/value/document_path.h"
#include "basalt/value/item_size.h"
#include "expression/messages.h"

namespace basalt::expression {
namespace {

// A value that an operand names: in the old item or in the request, or one that had to be computed.
class Source {
 public:
  explicit Source(const AttributeValue* named) : named_(named) {}
  explicit Source(AttributeValue computed) : computed_(std::move(computed)) {}

  const AttributeValue& get() const { return named_ != nullptr ? *named_ : computed_; }
  AttributeValue take() && { return named_ != nullptr ? *named_ : std::move(computed_); }

 private:
  const AttributeValue* named_ = nullptr;
  AttributeValue computed_;
};

ApiError missing_attribute() {
  return ApiError::validation("The provided expression refers to an attribute that does not exist in the item");
}

class SetReader {
 public:
  SetReader(const BoundReferences& references, const Item& old) : references_(references), old_(old) {}

  // Recursion follows calls within calls, which the parser limits.
  ApiResult<Source> read(const Operand& operand) const {
    if (const auto* value = std::get_if<ValueRef>(&operand.term)) return Source(&references_.value(*value));
    if (const auto* path = std::get_if<PathRef>(&operand.term)) {
      const AttributeValue* value = resolve(old_, references_.path(*path));
      if (value == nullptr) return Failure{missing_attribute()};
      return Source(value);
    }
    const Call& call = std::get<Call>(operand.term);
    if (call.function == Function::kIfNotExists) return if_not_exists(call);
    CHECK(call.function == Function::kListAppend);
    return list_append(call);
  }

  ApiResult<AttributeValue> compute(const Arithmetic& arithmetic) const {
    const Source left = TRY(read(arithmetic.left));
    const auto* a = left.get().get_if<Decimal>();
    if (a == nullptr) return Failure{incorrect_operand_type()};
    const Source right = TRY(read(arithmetic.right));
    const auto* b = right.get().get_if<Decimal>();
    if (b == nullptr) return Failure{incorrect_operand_type()};
    return AttributeValue::number(TRY(add_numbers(*a, arithmetic.op == ArithmeticOperator::kPlus ? *b : b->negated())));
  }

 private:
  ApiResult<Source> if_not_exists(const Call& call) const {
    const AttributeValue* value = resolve(old_, references_.path(std::get<PathRef>(call.arguments[0].term)));
    if (value != nullptr) return Source(value);
    return read(call.arguments[1]);
  }

  ApiResult<Source> list_append(const Call& call) const {
    Source head = TRY(read(call.arguments[0]));
    if (head.get().get_if<List>() == nullptr) return Failure{incorrect_operand_type()};
    const Source tail = TRY(read(call.arguments[1]));
    const auto* more = tail.get().get_if<List>();
    if (more == nullptr) return Failure{incorrect_operand_type()};
    AttributeValue joined = std::move(head).take();
    List& list = *joined.get_if<List>();
    list.insert(list.end(), more->begin(), more->end());
    if (value_size(joined) > kMaxItemSize) return Failure{updated_item_too_large()};
    return Source(std::move(joined));
  }

  const BoundReferences& references_;
  const Item& old_;
};

}  // namespace

ApiError incorrect_operand_type() {
  return ApiError::validation("An operand in the update expression has an incorrect data type");
}

ApiResult<Decimal> add_numbers(const Decimal& a, const Decimal& b) {
  const auto sum = Decimal::add(a, b);
  if (!sum.ok()) return Failure{ApiError::validation(message::number_error(sum.error()))};
  return *sum;
}

ApiResult<AttributeValue> set_value(const SetAction& action, const BoundReferences& references, const Item& old) {
  const SetReader reader(references, old);
  if (const auto* arithmetic = std::get_if<Arithmetic>(&action.value)) return reader.compute(*arithmetic);
  return TRY(reader.read(std::get<Operand>(action.value))).take();
}

}  // namespace basalt::expression
