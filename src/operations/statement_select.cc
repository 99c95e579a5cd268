// Checking a SELECT against its table, and the rows it leaves to read.
#include <algorithm>
#include <array>
#include <cstdint>

#include "basalt/operations/key_checks.h"
#include "basalt/operations/table_name.h"
#include "operations/key_range.h"
#include "operations/page_selection.h"
#include "operations/statement_read.h"

namespace basalt::operations {
namespace {

using expression::partiql::OrderTerm;
using expression::partiql::ReadPlan;
using expression::partiql::SelectStatement;

Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }

const store::KeySchema* index_key(const store::Table& table, const std::string& name) {
  for (const store::LocalIndex& index : table.definition().local_indexes) {
    if (index.name == name) return &index.key_schema;
  }
  for (const store::GlobalIndex& index : table.definition().global_indexes) {
    if (index.name == name && index.status != store::IndexStatus::kDeleting) return &index.key_schema;
  }
  return nullptr;
}

ApiResult<void> check_index(const store::Table& table, const SelectStatement& select) {
  if (!select.index) return {};
  const store::KeySchema* key = index_key(table, *select.index);
  if (key == nullptr || (key->partition.size() == 1 && key->sort.size() <= 1)) return {};
  return refused(
      "PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.");
}

ApiResult<void> check_condition_values(const AccessPath& path, const ReadPlan& plan) {
  for (const auto& read : plan.reads) {
    TRY(check_key_attribute_value(path.key().partition[0].name, read.key.partition[0], true));
    if (!read.key.sort) continue;
    TRY(check_key_attribute_value(path.key().sort[0].name, read.key.sort->value, false));
    if (read.key.sort->op != expression::SortCondition::Operator::kBetween) continue;
    TRY(check_key_attribute_value(path.key().sort[0].name, read.key.sort->upper, false));
  }
  return {};
}

bool several_partitions(const ReadPlan& plan) {
  return std::any_of(plan.reads.begin(), plan.reads.end(),
                     [&](const auto& read) { return read.key.partition[0] != plan.reads[0].key.partition[0]; });
}

ApiResult<void> check_order(const AccessPath& path, const SelectStatement& select, const ReadPlan& plan) {
  if (select.order_by.empty()) return {};
  if (!select.where) return refused("Must have WHERE clause in the statement when using ORDER BY clause.");
  for (const OrderTerm& term : select.order_by) {
    if (path.is_key(term.attribute)) continue;
    return refused("Attribute " + term.attribute + " in ORDER BY clause must be part of the primary key");
  }
  if (plan.reads.empty()) {
    return refused(
        "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  }
  const std::string& partition = path.key().partition[0].name;
  const bool by_partition = std::any_of(select.order_by.begin(), select.order_by.end(),
                                        [&](const OrderTerm& term) { return term.attribute == partition; });
  if (by_partition || !several_partitions(plan)) return {};
  return refused(
      "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.");
}

// AWS prints the attributes in the order of a Java HashSet: by what their hashes leave of its buckets, then as they
// came.
std::string in_set_order(std::vector<std::string> names) {
  size_t buckets = 16;
  while (names.size() * 4 > buckets * 3) buckets *= 2;
  const auto bucket = [&](const std::string& name) {
    uint32_t hash = 0;
    for (const char c : name) hash = hash * 31 + static_cast<unsigned char>(c);
    return (hash ^ (hash >> 16)) & (buckets - 1);
  };
  std::stable_sort(names.begin(), names.end(),
                   [&](const std::string& a, const std::string& b) { return bucket(a) < bucket(b); });
  std::string list;
  for (const std::string& name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

// A read by key must not filter by what the index does not hold; with several reads, not all of them may. The one with
// the greatest key is named.
ApiResult<void> check_index_holds_filter(const AccessPath& path, const ReadPlan& plan) {
  if (!path.is_index() || plan.reads.empty()) return {};
  const expression::partiql::PlannedRead* named = nullptr;
  std::vector<std::string> lacking;
  for (const auto& read : plan.reads) {
    std::vector<std::string> missing;
    std::copy_if(read.filter_attributes.begin(), read.filter_attributes.end(), std::back_inserter(missing),
                 [&](const std::string& name) { return !path.holds(name); });
    if (missing.empty()) return {};
    const bool greater =
        named == nullptr || AccessPath::encode(read.key.partition) > AccessPath::encode(named->key.partition);
    if (!greater) continue;
    named = &read;
    lacking = std::move(missing);
  }
  return refused("One or more parameter values were invalid: Secondary index " + path.index_name() +
                 " does not project one or more filter attributes: [" + in_set_order(std::move(lacking)) + "]");
}

struct OrderedRange {
  const AttributeValue* partition = nullptr;
  store::RowRange range;
};

// Disjoint ranges in the order of their rows.
ApiResult<std::vector<OrderedRange>> disjoint(const AccessPath& path, const ReadPlan& plan) {
  std::vector<OrderedRange> ranges;
  for (const auto& read : plan.reads) ranges.push_back({&read.key.partition[0], key_range(path, read.key)});
  std::sort(ranges.begin(), ranges.end(),
            [](const OrderedRange& a, const OrderedRange& b) { return a.range.begin < b.range.begin; });
  std::vector<OrderedRange> apart;
  for (OrderedRange& next : ranges) {
    if (apart.empty() || apart.back().range.end <= next.range.begin) {
      apart.push_back(std::move(next));
    } else if (plan.may_overlap) {
      apart.back().range.end = std::max(apart.back().range.end, next.range.end);
    } else {
      return Failure{expression::partiql::overlapping_reads()};
    }
  }
  return apart;
}

// ORDER BY without the sort key reads collections backwards, as AWS was recorded to.
void choose_order(const SelectStatement& select, PreparedSelect& prepared, std::vector<OrderedRange>&& ranges) {
  bool partition_descending = false;
  bool sort_descending = !select.order_by.empty();
  const auto& key = prepared.path.key();
  for (const OrderTerm& term : select.order_by) {
    if (term.attribute == key.partition[0].name) partition_descending = term.descending;
    if (!key.sort.empty() && term.attribute == key.sort[0].name) sort_descending = term.descending;
  }
  prepared.direction = sort_descending ? engine::Direction::kReverse : engine::Direction::kForward;
  if (sort_descending) std::reverse(ranges.begin(), ranges.end());
  if (!select.order_by.empty()) {
    const auto encoded = [](const OrderedRange& range) { return AccessPath::encode({*range.partition}); };
    std::stable_sort(ranges.begin(), ranges.end(), [&](const OrderedRange& a, const OrderedRange& b) {
      return partition_descending ? encoded(b) < encoded(a) : encoded(a) < encoded(b);
    });
  }
  for (OrderedRange& range : ranges) prepared.ranges.push_back(std::move(range.range));
}

ApiResult<void> check_projection(const AccessPath& path, const SelectStatement& select, const ReadPlan& plan) {
  if (select.projection) TRY(check_scalar_keys(path.table(), select.projection->paths()));
  TRY(check_index_projects(path, select.projection));
  TRY(check_index_holds_filter(path, plan));
  if (select.where) TRY(check_scalar_keys(path.table(), select.where->paths()));
  return {};
}

}  // namespace

ApiResult<PreparedSelect> prepare_select(const Context& context, SelectStatement&& select, bool consistent_read) {
  auto found = find_table(context, select.table);
  if (found.ok()) TRY(check_index(**found, select));
  if (select.projection_error) return Failure{*std::move(select.projection_error)};
  store::TableRef table = TRY(std::move(found));
  if (select.index && index_key(*table, *select.index) == nullptr) {
    return refused("The table does not have the specified index");
  }
  AccessPath path = TRY(AccessPath::find(*table, select.index));
  if (consistent_read && path.kind() == AccessPath::Kind::kGlobalIndex) {
    return refused("Strongly consistent read is not supported on Global Secondary Indexes");
  }
  ReadPlan plan = TRY(expression::partiql::plan_read(select.where, path.key()));
  TRY(check_condition_values(path, plan));
  TRY(check_order(path, select, plan));
  PreparedSelect prepared{.table = std::move(table),
                          .path = std::move(path),
                          .named = select.table,
                          .plan = std::move(plan),
                          .projection = select.projection,
                          .ranges = {}};
  if (prepared.plan.reads.empty()) {
    prepared.ranges.push_back(segment_range(prepared.path.space(), 0, 1));
  } else {
    choose_order(select, prepared, TRY(disjoint(prepared.path, prepared.plan)));
  }
  TRY(check_projection(prepared.path, select, prepared.plan));
  return prepared;
}

ApiResult<PreparedSelect> prepare_single_select(const Context& context, SelectStatement&& select,
                                                const std::string& otherwise) {
  if (select.index) {
    const store::TableRef table = TRY(find_table(context, select.table));
    TRY(check_index(*table, select));
    return refused(otherwise);
  }
  PreparedSelect prepared = TRY(prepare_select(context, std::move(select), false));
  if (!expression::partiql::reads_one_item(prepared.plan, prepared.path.key())) return refused(otherwise);
  return prepared;
}

ApiResult<Item> single_key(const PreparedSelect& select) {
  const expression::KeyCondition& read = select.plan.reads[0].key;
  Item key;
  key.set(select.table->partition_key().name, read.partition[0]);
  if (read.sort) key.set(select.table->sort_key()->name, read.sort->value);
  TRY(check_key(*select.table, key));
  return key;
}

}  // namespace basalt::operations
