// What of a PartiQL WHERE is a key, once the schema is known: the reads a SELECT is taken apart into, and the item that
// an UPDATE or a DELETE names. All else stays a condition.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
//
// Pure functions, any thread. Errors are ValidationException with AWS's texts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/expression/key_condition.h"

namespace basalt::expression::partiql {

inline constexpr size_t kMaxReads = 50;  // of one statement; more is refused

struct PlannedRead {
  KeyCondition key;
  // What its filter mentions: the first names of the paths, each once, in order of appearance.
  std::vector<std::string> filter_attributes;
};

struct ReadPlan {
  std::vector<PlannedRead> reads;  // empty: all of the table or index is read
  // Reads of one item collection that overlap: read as one when set, else refused (overlapping_reads).
  bool may_overlap = false;
  std::optional<Condition> filter;  // over all reads
};

// key: of the table or the index, of one partition and at most one sort attribute. A WHERE whose every alternative
// fixes the partition key (by = or IN) becomes reads by key, at most kMaxReads; any other reads everything. Errors:
//   Too many decomposed read operations for a given query.
//   Key attribute's data type should match its data type in table's schema: Key pk
ApiResult<ReadPlan> plan_read(const std::optional<Condition>& where, const KeySchemaView& key);

// "Overlapping conditions with range keys are not supported in where clause"
ApiError overlapping_reads();

// Whether a plan reads one item by its whole key and by nothing else.
bool reads_one_item(const ReadPlan& plan, const KeySchemaView& key);

// One item and the condition on it.
struct KeyedItem {
  Item key;  // of values that may be of a wrong type
  std::optional<Condition> condition;
};

// key: of the table. An UPDATE's item must be there; a DELETE's condition holds when it is not; EXISTS's must be there
// and must have a condition. Errors:
//   Where clause does not contain a mandatory equality on all key attributes
//   Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported
//   EXISTS() must contain a single item read with additional condition
ApiResult<KeyedItem> plan_update(const std::optional<Condition>& where, const KeySchemaView& key);
ApiResult<KeyedItem> plan_delete(const std::optional<Condition>& where, const KeySchemaView& key);
ApiResult<KeyedItem> plan_exists(const std::optional<Condition>& where, const KeySchemaView& key);

}  // namespace basalt::expression::partiql
