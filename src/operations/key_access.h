// Counting what requests cost for metrics, and the keys they name for contributor insights. A table that has none
// enabled costs one look at a pointer. Any thread. Private to operations.
//
// Units are AWS's ConsumedThroughputUnits: read units, and three for each write unit.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights_HowItWorks.html
#pragma once

#include <string_view>

#include "basalt/error/api_error.h"
#include "basalt/operations/call_summary.h"
#include "basalt/store/table.h"
#include "basalt/store/write_plan.h"

namespace basalt::operations {

inline void count_read(const store::Table& table, const store::ItemKey& key, double read_units) {
  charge_read(table, nullptr, read_units);
  if (store::KeyInsights* insights = table.key_counting().accessed()) insights->accessed(key.row, read_units);
}

// The request for this key was answered with one of the errors that ThrottleCount counts; any other error counts
// nothing. The one place for it, wherever such an answer arises.
void count_refusal(const store::Table& table, std::string_view row, const ApiError& error);

// A write, with what it cost the table and its global indexes; or why it did not happen. times: 2 in a transaction.
// Call it for tables with counts_keys() alone.
void count_write(const store::Table& table, std::string_view row, const ApiResult<store::WriteOutcome>& outcome,
                 double times = 1);

}  // namespace basalt::operations
