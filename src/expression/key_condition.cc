#include "basalt/expression/key_condition.h"

#include <algorithm>

#include "basalt/base/check.h"
#include "expression/key_condition_terms.h"

namespace basalt::expression {
namespace {

ApiError missed_element(std::string_view name) {
  return ApiError::validation("Query condition missed key schema element: " + std::string(name));
}
ApiError too_many_conditions(size_t conditions, size_t attributes) {
  return ApiError::validation("The number of query conditions (" + std::to_string(conditions) +
                              ") exceeds the number of key attributes defined in the schema (" +
                              std::to_string(attributes) + ")");
}
ApiError not_supported() { return ApiError::validation("Query key condition not supported"); }

SortCondition::Operator sort_operator(KeyOperator op) {
  switch (op) {
    case KeyOperator::kEqual:
      return SortCondition::Operator::kEqual;
    case KeyOperator::kLess:
      return SortCondition::Operator::kLess;
    case KeyOperator::kLessOrEqual:
      return SortCondition::Operator::kLessOrEqual;
    case KeyOperator::kGreater:
      return SortCondition::Operator::kGreater;
    case KeyOperator::kGreaterOrEqual:
      return SortCondition::Operator::kGreaterOrEqual;
    case KeyOperator::kBetween:
      return SortCondition::Operator::kBetween;
    case KeyOperator::kBeginsWith:
      return SortCondition::Operator::kBeginsWith;
    case KeyOperator::kNotIndexable:
      break;
  }
  CHECK(false);  // refused by usable()
}

class SchemaMatch {
 public:
  SchemaMatch(std::span<const KeyTerm> terms, const KeySchemaView& schema) : terms_(terms), schema_(schema) {}

  ApiResult<KeyCondition> run() {
    const size_t attributes = schema_.partition.size() + schema_.sort.size();
    if (terms_.size() > attributes) return Failure{too_many_conditions(terms_.size(), attributes)};
    for (const KeyAttribute& attribute : schema_.partition) TRY(match_partition(attribute));
    TRY(check_sort_gaps());
    for (const KeyAttribute& attribute : schema_.sort) TRY(match_sort(attribute));
    if (matched_ < terms_.size()) return Failure{not_supported()};
    return std::move(condition_);
  }

 private:
  ApiResult<void> match_partition(const KeyAttribute& attribute) {
    const KeyTerm* term = find(attribute.name);
    if (term == nullptr) return Failure{missed_element(attribute.name)};
    TRY(usable(*term, attribute));
    if (term->op != KeyOperator::kEqual) return Failure{not_supported()};
    condition_.partition.push_back(*term->values.front());
    ++matched_;
    return {};
  }

  // Sort attributes are used from the first on without a gap, and only the last one used may be other than equal.
  ApiResult<void> check_sort_gaps() const {
    std::string open;  // attributes without an equality so far
    for (const KeyAttribute& attribute : schema_.sort) {
      const KeyTerm* term = find(attribute.name);
      if (term != nullptr && !open.empty()) {
        return Failure{ApiError::validation("RANGE key attributes " + open +
                                            " must have equality conditions specified in the query because a "
                                            "condition is present on key attribute " +
                                            attribute.name)};
      }
      if (term != nullptr && term->op == KeyOperator::kEqual) continue;
      open.append(open.empty() ? "" : ", ").append(attribute.name);
    }
    return {};
  }

  ApiResult<void> match_sort(const KeyAttribute& attribute) {
    if (matched_ == terms_.size()) return {};
    const KeyTerm* term = find(attribute.name);
    if (term == nullptr) return Failure{missed_element(attribute.name)};
    TRY(usable(*term, attribute));
    if (condition_.sort) {
      condition_.sort_equal.push_back(std::move(condition_.sort->value));
    }
    condition_.sort = SortCondition{sort_operator(term->op), *term->values.front(), {}};
    if (term->op == KeyOperator::kBetween) condition_.sort->upper = *term->values.back();
    ++matched_;
    return {};
  }

  static ApiResult<void> usable(const KeyTerm& term, const KeyAttribute& attribute) {
    if (term.op == KeyOperator::kNotIndexable) {
      return Failure{ApiError::validation("Attempted conditional constraint is not an indexable operation")};
    }
    const auto wrong = [&](const AttributeValue* value) { return value->type() != attribute.type; };
    if (std::any_of(term.values.begin(), term.values.end(), wrong)) {
      return Failure{ApiError::validation(
          "One or more parameter values were invalid: Condition parameter type does not match schema type")};
    }
    return {};
  }

  const KeyTerm* find(std::string_view attribute) const {
    const auto found =
        std::find_if(terms_.begin(), terms_.end(), [&](const KeyTerm& term) { return term.attribute == attribute; });
    return found == terms_.end() ? nullptr : &*found;
  }

  std::span<const KeyTerm> terms_;
  const KeySchemaView& schema_;
  KeyCondition condition_;
  size_t matched_ = 0;
};

}  // namespace

ApiError wrong_number_of_key_conditions() { return ApiError::validation("Conditions can be of length 1 or 2 only"); }

ApiResult<KeyCondition> match_schema(std::span<const KeyTerm> terms, const KeySchemaView& schema) {
  return SchemaMatch(terms, schema).run();
}

ApiResult<KeyCondition> key_condition(const Condition& condition, const KeySchemaView& schema) {
  return match_schema(TRY(key_terms(condition.bound())), schema);
}

}  // namespace basalt::expression
