// FixedWorkload: the same requests each time, and what each must leave behind whether it was acknowledged, refused, or
// never heard of again.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage_faults/small_server.h"

namespace basalt::testing {

using Serial = std::optional<int>;  // of an item; nullopt: there is none

struct Write {
  std::string table;
  std::string pk;
  Serial serial;
};

struct Step {
  std::string action;
  std::string body;
  std::vector<Write> writes = {};
  bool together = false;  // all of its writes happen, or none
  std::string creates = {};
  std::string deletes = {};
};

class FixedWorkload {
 public:
  // A data directory with tables on disk that the workload begins with.
  static void make_base(const std::string& directory);

  // Reads what the base holds and expects answers to be right or refusals. The number of the latter.
  int read_base(SmallServer& server);

  // Runs everything and expects answers to be right or refusals. Whether all were acknowledged.
  bool run(SmallServer& server);
  // Of run: whether a write was refused, and whether one was acknowledged after that.
  bool was_refused() const { return refused_; }
  bool went_on() const { return went_on_; }

  // After reopening on a healthy file system: everything acknowledged is there, nothing is there that was never sent,
  // indexes agree with their tables, tokens are known, and writes work.
  void expect_kept(SmallServer& server);

 private:
  void send(SmallServer& server, const Step& step);
  // False: refused.
  bool read(SmallServer& server, const std::string& table, const std::string& pk);
  std::optional<Serial> look_up(SmallServer& server, const std::string& table, const std::string& pk);
  void expect_index(SmallServer& server, const std::string& table);
  void expect_whole_transactions(SmallServer& server);

  using Key = std::pair<std::string, std::string>;
  std::map<Key, std::set<Serial>> possible_;            // of every key that was ever written
  std::map<std::string, std::set<bool>> table_exists_;  // of every table
  std::vector<Step> acknowledged_transactions_;
  std::vector<Step> unknown_transactions_;
  bool refused_ = false;
  bool went_on_ = false;
};

}  // namespace basalt::testing
