// verify: whether what an engine holds is whole and agrees with itself, over one snapshot. `basalt verify` is built on
// it, offline and inside a running server.
//
// It reads the catalog, every item, every row that follows from items (indexes, the expiry index, item-collection
// sizes, counters), the change log and the transaction tokens, and, where the engine can, the checksum of every file
// (docs/operations.md lists all that is checked). It changes nothing. Memory is bounded: pages of rows, one table's
// figures, and max_tracked_items; what it finds is counted in full and kept up to max_findings.
//
// Any thread; reads all there is, so it takes as long as the data is large. For engines of one process (CHECKed).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/engine/storage_engine.h"

namespace basalt::store {

// One thing that is wrong. For the operator: keys are shown, other attributes are not.
struct Finding {
  std::string what;   // a fixed text: "an index row is missing"
  std::string table;  // its name; empty when none is known
  std::string key;    // of the item, in DynamoDB JSON; of other rows in hexadecimal; cut when long; may be empty
  std::string place;  // the index, the key space or the file, as far as it helps
};
// As one line.
std::string describe(const Finding& finding);
// Of a file that engine::check_files found, too.
Finding finding_of(const engine::FileDamage& damage);

struct VerificationProgress {
  std::string_view stage;  // "files", "items", "indexes", "change log", "leftovers"
  std::string_view table;  // that it is at; empty when at none
  uint64_t done = 0;       // bytes of files, rows of everything else
  uint64_t total = 0;      // of the same, as far as the counters tell; 0: unknown. done can pass it.
  uint64_t findings = 0;
};

struct VerificationOptions {
  bool checksums = true;  // of the engine's files too, where it has any
  size_t max_findings = 100;
  size_t page_bytes = size_t{1} << 20;
  // Items whose changes are followed through the log at once. With more of them the log is read again for the rest.
  size_t max_tracked_items = size_t{1} << 18;
  // After every page. False ends the verification, which then is not complete. May take its time: that is how a
  // verification is kept from taking all of the machine.
  std::function<bool(const VerificationProgress&)> on_progress = {};
};

// What was looked at.
struct VerificationCounts {
  uint64_t files = 0;
  uint64_t file_bytes = 0;
  uint64_t tables = 0;
  uint64_t items = 0;
  uint64_t index_rows = 0;
  uint64_t expiry_rows = 0;
  uint64_t collection_rows = 0;
  uint64_t change_records = 0;
  uint64_t tokens = 0;
};

struct Verification {
  VerificationCounts counts;
  std::vector<Finding> findings;
  uint64_t findings_total = 0;
  bool complete = false;  // false: on_progress ended it

  bool clean() const { return complete && findings_total == 0; }
};

// Rows and files that cannot be read because they are damaged are findings; any other failure to read is the error.
engine::EngineResult<Verification> verify(engine::StorageEngine& engine, const VerificationOptions& options = {});

}  // namespace basalt::store
