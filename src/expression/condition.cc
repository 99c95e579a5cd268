#include "basalt/expression/condition.h"

#include <algorithm>

#include "basalt/base/check.h"
#include "expression/bound.h"
#include "expression/datum.h"

namespace basalt::expression {
namespace {

// Evaluates a tree on one item. Recursion is as deep as the parser let the text nest.
class Evaluation {
 public:
  Evaluation(const BoundReferences& references, const ItemView& item) : references_(references), item_(item) {}

  bool matches(const ConditionNode& condition) const {
    return std::visit([this](const auto& node) { return holds(node); }, condition.node);
  }

 private:
  bool holds(const And& node) const {
    return std::all_of(node.terms.begin(), node.terms.end(), [this](const auto& term) { return matches(term); });
  }
  bool holds(const Or& node) const {
    return std::any_of(node.terms.begin(), node.terms.end(), [this](const auto& term) { return matches(term); });
  }
  bool holds(const Not& node) const { return !matches(*node.term); }

  bool holds(const Comparison& node) const {
    const Datum left = read(node.left);
    const Datum right = read(node.right);
    if (node.comparator == Comparator::kEqual) return equal(left, right);
    if (node.comparator == Comparator::kNotEqual) return !equal(left, right);
    const auto ordering = order(left, right);
    if (!ordering) return false;
    switch (node.comparator) {
      case Comparator::kLess:
        return *ordering < 0;
      case Comparator::kLessOrEqual:
        return *ordering <= 0;
      case Comparator::kGreater:
        return *ordering > 0;
      default:
        return *ordering >= 0;
    }
  }

  bool holds(const Between& node) const {
    const Datum value = read(node.value);
    const auto above = order(value, read(node.lower));
    if (!above || *above < 0) return false;
    const auto below = order(value, read(node.upper));
    return below && *below <= 0;
  }

  bool holds(const In& node) const {
    const Datum value = read(node.value);
    return std::any_of(node.candidates.begin(), node.candidates.end(),
                       [&](const Operand& candidate) { return equal(value, read(candidate)); });
  }

  bool holds(const Call& call) const {
    const Datum first = read(call.arguments[0]);
    switch (call.function) {
      case Function::kAttributeExists:
        return !first.missing();
      case Function::kAttributeNotExists:
        return first.missing();
      case Function::kAttributeType: {
        const auto type = first.type();
        return type && type_name(*type) == read(call.arguments[1]).bytes();
      }
      case Function::kBeginsWith:
        return begins_with(first, read(call.arguments[1]));
      case Function::kContains:
        return contains(first, read(call.arguments[1]));
      case Function::kSize:
      case Function::kIfNotExists:
      case Function::kListAppend:
        break;
    }
    CHECK(false);  // the parser lets only the functions above be conditions
  }

  Datum read(const Operand& operand) const {
    if (const auto* value = std::get_if<ValueRef>(&operand.term)) return Datum(references_.value(*value));
    if (const auto* path = std::get_if<PathRef>(&operand.term)) {
      const auto stored = resolve(item_, references_.path(*path));
      return stored ? Datum(*stored) : Datum();
    }
    const auto size = read(std::get<Call>(operand.term).arguments[0]).size();  // no other call is an operand
    return size ? Datum(Decimal::from_int(static_cast<int64_t>(*size))) : Datum();
  }

  const BoundReferences& references_;
  const ItemView& item_;
};

}  // namespace

bool Condition::matches(const ItemView& item) const {
  return Evaluation(bound_->references, item).matches(*bound_->root);
}

const std::vector<DocumentPath>& Condition::paths() const { return *bound_->references.paths; }

}  // namespace basalt::expression
