// What transactions cost: twice what their actions would cost alone, and told as read or write units. Private to
// operations.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "basalt/operations/consumed_capacity.h"

namespace basalt::operations {

inline constexpr double kTransactionFactor = 2;

class TransactionCapacity {
 public:
  enum class Kind { kRead, kWrite };
  explicit TransactionCapacity(Kind kind) : kind_(kind) {}

  // table_name: as the request names it. part: of one action alone; nullopt: nobody asked.
  void add(const std::string& table_name, const std::optional<ConsumedCapacity>& part);
  // One for each table, in the order they were first named.
  std::vector<ConsumedCapacity> total() &&;

 private:
  void charge(Capacity& capacity) const;

  Kind kind_;
  std::vector<ConsumedCapacity> tables_;
};

}  // namespace basalt::operations
