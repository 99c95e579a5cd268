// TableCheck: a table's items, and whether what follows from them is there: index rows, expiry rows, collection sizes
// and counters.
//
// Items are read once; the rows of each space once, in an order of their own. Both sides make a sum of hashes over
// their rows, which is equal when the rows are, so that no row need be looked up as long as nothing is wrong. Only
// where the sums differ are the rows gone through one by one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/checked_catalog.h"
#include "store/derived_rows.h"
#include "store/shard_tally.h"
#include "store/verification_run.h"

namespace basalt::store {

struct RowDifference {
  enum class Kind { kMissing, kDiffers, kExtra };
  Kind kind;
  const DerivedSpace& space;
  engine::ShardId shard;
  std::string_view row;
  std::string_view value;  // as it should be; kExtra: empty
  std::string item_key;    // printable; empty when it is not known
};

struct TallyDifference {
  SpaceId space;
  std::string name;  // of the index; empty for the table itself
  engine::ShardId shard;
  ShardTally stored;
  ShardTally counted;
};

// What becomes of the differences.
class DifferenceSink {
 public:
  virtual ~DifferenceSink() = default;
  virtual engine::EngineResult<void> row(const Table& table, const RowDifference& difference) = 0;
  virtual engine::EngineResult<void> tally(const Table& table, const TallyDifference& difference) = 0;
};

// As findings.
Finding finding_of(const Table& table, const RowDifference& difference);
Finding finding_of(const Table& table, const TallyDifference& difference);

// Owned by one thread; all must outlive it.
class TableCheck {
 public:
  TableCheck(VerificationRun& run, const CheckedCatalog& catalog, const Table& table, DifferenceSink& sink);
  // Items that are broken are reported to the run; what follows from them is left alone.
  engine::EngineResult<void> check();

 private:
  // A sum over rows, whatever their order.
  struct RowSum {
    uint64_t rows = 0;
    uint64_t sum = 0;
    void add(std::string_view row, std::string_view content);
    bool operator==(const RowSum&) const = default;
  };

  RowsOf items() const;
  RowsOf rows_of(const DerivedSpace& space) const;
  engine::EngineResult<bool> read_items();
  void count_item(std::string_view row, const StoredItem& stored);
  engine::EngineResult<void> compare_tallies();
  engine::EngineResult<uint64_t> newest_record(size_t shard_index);
  engine::EngineResult<void> compare_tally(SpaceId space, const std::string& name, size_t shard_index,
                                           const ShardTally& stored, const ShardTally& counted);
  engine::EngineResult<void> compare_space(size_t space);
  void count_row(DerivedSpace::Kind kind);
  engine::EngineResult<void> find_extra(const DerivedSpace& space);
  engine::EngineResult<void> find_missing(size_t space);
  engine::EngineResult<bool> belongs(const DerivedSpace& space, std::string_view row, std::string& item_key,
                                     engine::ShardId& shard);
  engine::EngineResult<bool> has_items(std::string_view collection);

  VerificationRun& run_;
  const Table& table_;
  DifferenceSink& sink_;
  DerivedRows derived_;
  std::vector<RowSum> expected_;                  // by space
  std::vector<ShardTally> counted_;               // by shard
  std::vector<std::vector<ShardTally>> entries_;  // by space, by shard
  uint64_t broken_items_ = 0;
};

}  // namespace basalt::store
