// Histories: what concurrent clients asked of a few items and were answered, and whether it could have come about one
// operation after another. For tests of transactions.
//
// Linearizability of an item: there is an order of the operations on it, in keeping with which of them ended before
// others began, that explains every answer. Strict serializability: there is one such order over all items at once,
// with every transaction at one point of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace basalt::testing {

// What an operation does to one item. An item's value is a number above 0; 0 means that the item is not there.
struct Step {
  enum class Kind { kRead, kCheck, kPut, kErase, kAdd };
  Kind kind = Kind::kRead;
  size_t item = 0;
  std::optional<int64_t> expected = {};  // of the item's value before, as a condition
  int64_t value = 0;                     // kPut: what is written. kRead, and kAdd by itself: the answer
  bool is_answered = false;              // kAdd: value is the answer
  bool failed = false;                   // the answer: whether its condition did not hold
};

// A read of items, or a write of items; atomic when the store keeps its word.
struct Operation {
  size_t client = 0;
  // Moments of one clock that all clients share: no two are equal.
  uint64_t began = 0;
  uint64_t ended = 0;
  std::vector<Step> steps = {};
  bool refused = false;  // nothing was written, because a condition failed
};
std::ostream& operator<<(std::ostream& out, const Operation& operation);

using History = std::vector<Operation>;

// What is wrong with a history of at most 32 operations over at most kMaxItems items, all absent at first; nullopt:
// nothing.
inline constexpr size_t kMaxItems = 4;
std::optional<std::string> find_violation(const History& history);

}  // namespace basalt::testing
