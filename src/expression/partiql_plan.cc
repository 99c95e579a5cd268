// A WHERE is taken apart into alternatives: its ORs are multiplied out as far as they are about the key, and each
// alternative then is a partition key, conditions on the sort key, and what is left for the filter.
#include "basalt/expression/partiql_plan.h"

#include <algorithm>
#include <utility>

#include "expression/datum.h"
#include "expression/partiql_key_terms.h"
#include "expression/partiql_values.h"

namespace basalt::expression::partiql {
namespace {

using Operator = SortCondition::Operator;

struct SortTerm {
  SortCondition condition;
  const ConditionNode* node = nullptr;
};

struct Alternative {
  std::vector<const AttributeValue*> partition;  // all that it is said to be equal to
  std::vector<SortTerm> sort;
  std::vector<const ConditionNode*> filter;
  bool negates_sort = false;  // some of the filter is about the sort key, negated

  bool contradicts_itself() const {
    return std::any_of(partition.begin(), partition.end(), [&](const auto* value) { return *value != *partition[0]; });
  }
};

Alternative both(const Alternative& a, const Alternative& b) {
  Alternative joined = a;
  joined.partition.insert(joined.partition.end(), b.partition.begin(), b.partition.end());
  joined.sort.insert(joined.sort.end(), b.sort.begin(), b.sort.end());
  joined.filter.insert(joined.filter.end(), b.filter.begin(), b.filter.end());
  joined.negates_sort = a.negates_sort || b.negates_sort;
  return joined;
}

ApiError too_many_reads() { return ApiError::validation("Too many decomposed read operations for a given query."); }

bool is_lower(Operator op) { return op == Operator::kGreater || op == Operator::kGreaterOrEqual; }
bool is_upper(Operator op) { return op == Operator::kLess || op == Operator::kLessOrEqual; }

class ReadPlanner {
 public:
  ReadPlanner(const Condition& where, const KeySchemaView& key)
      : where_(where),
        terms_(where.bound().references),
        partition_(key.partition[0]),
        sort_(key.sort.empty() ? nullptr : &key.sort[0]) {}

  ApiResult<ReadPlan> run() {
    const ConditionNode& root = *where_.bound().root;
    ReadPlan plan;
    if (!always_keyed(root)) {
      plan.filter = where_;
      return plan;
    }
    std::vector<Alternative> alternatives = TRY(taken_apart(root));
    for (const Alternative& alternative : alternatives) TRY(check_types(alternative));
    if (alternatives.size() == 1 && !alternatives[0].contradicts_itself()) {
      plan.reads.push_back(planned(alternatives[0]));
      plan.filter = all_of(alternatives[0].filter, terms_.references());
      return plan;
    }
    plan.filter = where_;
    for (Alternative& alternative : alternatives) {
      plan.may_overlap = plan.may_overlap || alternative.negates_sort || alternative.contradicts_itself();
      if (!alternative.contradicts_itself()) plan.reads.push_back(planned(alternative));
    }
    // AWS checks no filter of a WHERE that contradicts itself against what an index holds.
    if (plan.reads.size() < alternatives.size()) {
      for (PlannedRead& read : plan.reads) read.filter_attributes.clear();
    }
    // Nothing can be found, and this is the least that can be read.
    if (plan.reads.empty()) plan.reads.push_back({KeyCondition{{*alternatives[0].partition[0]}, {}, {}}, {}});
    return plan;
  }

 private:
  // Recursion follows the tree, whose depth the parser limits.
  bool always_keyed(const ConditionNode& node) const {
    const auto keyed = [&](const ConditionNode& term) { return always_keyed(term); };
    if (const auto* conjunction = std::get_if<And>(&node.node)) {
      return std::any_of(conjunction->terms.begin(), conjunction->terms.end(), keyed);
    }
    if (const auto* disjunction = std::get_if<Or>(&node.node)) {
      return !disjunction->terms.empty() && std::all_of(disjunction->terms.begin(), disjunction->terms.end(), keyed);
    }
    return !terms_.equal_values(node, partition_.name).empty();
  }

  bool has_key_term(const ConditionNode& node) const {
    const auto has = [&](const ConditionNode& term) { return has_key_term(term); };
    if (const auto* conjunction = std::get_if<And>(&node.node)) {
      return std::any_of(conjunction->terms.begin(), conjunction->terms.end(), has);
    }
    if (const auto* disjunction = std::get_if<Or>(&node.node)) {
      return std::any_of(disjunction->terms.begin(), disjunction->terms.end(), has);
    }
    if (!terms_.equal_values(node, partition_.name).empty()) return true;
    return sort_ != nullptr && !terms_.sort_conditions(node, sort_->name).empty();
  }

  ApiResult<std::vector<Alternative>> taken_apart(const ConditionNode& node) const {
    if (const auto* conjunction = std::get_if<And>(&node.node)) return multiplied(*conjunction);
    const auto* disjunction = std::get_if<Or>(&node.node);
    if (disjunction == nullptr || !has_key_term(node)) return of_leaf(node);
    std::vector<Alternative> all;
    for (const ConditionNode& term : disjunction->terms) {
      for (Alternative& alternative : TRY(taken_apart(term))) all.push_back(std::move(alternative));
      if (all.size() > kMaxReads) return Failure{too_many_reads()};
    }
    return all;
  }

  ApiResult<std::vector<Alternative>> multiplied(const And& conjunction) const {
    std::vector<Alternative> product(1);
    for (const ConditionNode& term : conjunction.terms) {
      const std::vector<Alternative> factors = TRY(taken_apart(term));
      if (product.size() * factors.size() > kMaxReads) return Failure{too_many_reads()};
      std::vector<Alternative> next;
      for (const Alternative& left : product) {
        for (const Alternative& right : factors) next.push_back(both(left, right));
      }
      product = std::move(next);
    }
    return product;
  }

  ApiResult<std::vector<Alternative>> of_leaf(const ConditionNode& leaf) const {
    std::vector<Alternative> alternatives;
    for (const AttributeValue* value : terms_.equal_values(leaf, partition_.name)) {
      alternatives.emplace_back().partition.push_back(value);
    }
    if (alternatives.empty() && sort_ != nullptr) {
      for (SortCondition& condition : terms_.sort_conditions(leaf, sort_->name)) {
        alternatives.emplace_back().sort.push_back({std::move(condition), &leaf});
      }
    }
    if (alternatives.size() > kMaxReads) return Failure{too_many_reads()};
    if (!alternatives.empty()) return alternatives;
    Alternative& filter = alternatives.emplace_back();
    filter.filter.push_back(&leaf);
    filter.negates_sort = sort_ != nullptr && is_negation(leaf) && terms_.mentions(leaf, sort_->name);
    return alternatives;
  }

  static bool is_negation(const ConditionNode& node) {
    if (std::holds_alternative<Not>(node.node)) return true;
    const auto* comparison = std::get_if<Comparison>(&node.node);
    return comparison != nullptr && comparison->comparator == Comparator::kNotEqual;
  }

  ApiResult<void> check_types(const Alternative& alternative) const {
    for (const AttributeValue* value : alternative.partition) TRY(check_type(*value, partition_));
    for (const SortTerm& term : alternative.sort) {
      TRY(check_type(term.condition.value, *sort_));
      if (term.condition.op == Operator::kBetween) TRY(check_type(term.condition.upper, *sort_));
    }
    return {};
  }

  static ApiResult<void> check_type(const AttributeValue& value, const KeyAttribute& attribute) {
    if (value.type() == attribute.type) return {};
    return refused("Key attribute's data type should match its data type in table's schema: Key " + attribute.name);
  }

  // What the key does not say is put to the alternative's filter.
  PlannedRead planned(Alternative& alternative) const {
    PlannedRead read;
    read.key.partition.push_back(*alternative.partition[0]);
    read.key.sort = choose_sort(alternative);
    for (const ConditionNode* node : alternative.filter) add_attributes(*node, read.filter_attributes);
    return read;
  }

  // An equality, else a lower and an upper bound together, else the first condition. Terms that it does not say
  // wholly go to the filter.
  static std::optional<SortCondition> choose_sort(Alternative& alternative) {
    const auto& terms = alternative.sort;
    if (terms.empty()) return std::nullopt;
    const auto find = [&](auto is) -> const SortTerm* {
      const auto found =
          std::find_if(terms.begin(), terms.end(), [&](const auto& term) { return is(term.condition.op); });
      return found == terms.end() ? nullptr : &*found;
    };
    const SortTerm* equal = find([](Operator op) { return op == Operator::kEqual; });
    const SortTerm* lower = find(is_lower);
    const SortTerm* upper = find(is_upper);
    const bool bounded = equal == nullptr && lower != nullptr && upper != nullptr &&
                         is_in_order(lower->condition.value, upper->condition.value);
    SortCondition chosen = equal != nullptr ? equal->condition : terms.front().condition;
    if (bounded) chosen = {Operator::kBetween, lower->condition.value, upper->condition.value};
    for (const SortTerm& term : terms) {
      const Operator op = term.condition.op;
      const bool bound_itself = bounded && (&term == lower || &term == upper) &&
                                (op == Operator::kGreaterOrEqual || op == Operator::kLessOrEqual);
      const bool the_same =
          !bounded && op == chosen.op && term.condition.value == chosen.value && term.condition.upper == chosen.upper;
      if (!bound_itself && !the_same) alternative.filter.push_back(term.node);
    }
    return chosen;
  }

  static bool is_in_order(const AttributeValue& lower, const AttributeValue& upper) {
    const auto ordering = order(lower, upper);
    return ordering && *ordering <= 0;
  }

  void add_attributes(const ConditionNode& node, std::vector<std::string>& names) const {
    const auto add_all = [&](const std::vector<ConditionNode>& terms) {
      for (const ConditionNode& term : terms) add_attributes(term, names);
    };
    if (const auto* conjunction = std::get_if<And>(&node.node)) return add_all(conjunction->terms);
    if (const auto* disjunction = std::get_if<Or>(&node.node)) return add_all(disjunction->terms);
    if (const auto* negation = std::get_if<Not>(&node.node)) return add_attributes(*negation->term, names);
    for_each_operand(node, [&](const Operand& operand) {
      for_each_reference(
          operand,
          [&](PathRef path) {
            const std::string& name = terms_.references().path(path).top();
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
          },
          [](ValueRef) {});
    });
  }

  const Condition& where_;
  KeyTerms terms_;
  const KeyAttribute& partition_;
  const KeyAttribute* sort_;
};

}  // namespace

ApiResult<ReadPlan> plan_read(const std::optional<Condition>& where, const KeySchemaView& key) {
  if (!where) return ReadPlan{};
  return ReadPlanner(*where, key).run();
}

ApiError overlapping_reads() {
  return ApiError::validation("Overlapping conditions with range keys are not supported in where clause");
}

bool reads_one_item(const ReadPlan& plan, const KeySchemaView& key) {
  if (plan.reads.size() != 1 || plan.filter) return false;
  const auto& sort = plan.reads[0].key.sort;
  return key.sort.empty() ? !sort : sort && sort->op == Operator::kEqual;
}

}  // namespace basalt::expression::partiql
