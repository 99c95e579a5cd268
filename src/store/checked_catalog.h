// CheckedCatalog: the catalog as a verification sees it: every row of kMeta looked at, tables made of the definitions
// that are sound, with the figures that are stored of them. Built within one run; owned by its thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/catalog_rows.h"
#include "store/verification_run.h"

namespace basalt::store {

// What lies in a space, by its number.
struct SpaceUse {
  TableRef table;
  bool of_items = false;  // the table's own; else that of an index or the expiry index
};

class CheckedCatalog {
 public:
  // Reports what is wrong.
  static engine::EngineResult<CheckedCatalog> read(VerificationRun& run);

  const std::vector<TableRef>& tables() const { return tables_; }
  // Whether every definition could be read: else rows may belong to a table that is not known here.
  bool whole() const { return whole_; }
  const SpaceUse* use_of(SpaceId space) const;
  // How far the expiry index of a table whose TTL is ENABLING has been filled in a shard; empty: not at all.
  const std::string& expiry_filled_below(SpaceId space, engine::ShardId shard) const;

 private:
  void add_table(VerificationRun& run, std::string_view row, std::string_view document);
  void add_space(VerificationRun& run, SpaceId space, SpaceUse use);
  void check_row(VerificationRun& run, std::string_view row, std::string_view value);
  void check_ids(VerificationRun& run, std::string_view value);
  void load_figure(VerificationRun& run, std::string_view row, std::string_view value);

  std::vector<TableRef> tables_;
  std::unordered_map<uint64_t, SpaceUse> spaces_;
  std::unordered_map<uint64_t, TableRef> shards_;
  std::map<std::pair<uint64_t, uint64_t>, std::string> expiry_fills_;  // by space and shard
  bool whole_ = true;
};

}  // namespace basalt::store
