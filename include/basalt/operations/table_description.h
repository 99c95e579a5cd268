// TableDescription: what CreateTable, DescribeTable, UpdateTable and DeleteTable answer of a table.
#pragma once

#include "basalt/operations/context.h"
#include "basalt/operations/table_status.h"
#include "basalt/store/table.h"

namespace basalt::operations {

struct TableDescription {
  store::TableRef table;
  TableStatus status = TableStatus::kActive;
};

}  // namespace basalt::operations
