// TableDescription: what CreateTable, DescribeTable, UpdateTable and DeleteTable answer of a table.
#pragma once

#include <cstdint>

#include "basalt/operations/context.h"
#include "basalt/operations/table_status.h"
#include "basalt/store/table.h"

namespace basalt::operations {

struct TableDescription {
  store::TableRef table;
  TableStatus status = TableStatus::kActive;
  double now_seconds = 0;  // since the epoch
};

// NumberOfDecreasesToday: of the UTC day that now lies in.
int64_t decreases_today(const store::Throughput& throughput, double now_seconds);

}  // namespace basalt::operations
