// StorageEngine: the storage contract. Bytes only; the store above knows nothing of what lies below.
//
// Rows are (key space, key) -> value, ordered by memcmp of the key within a key space. Every call names the shard
// that the rows belong to: a local engine needs it for nothing, a shared engine finds the rows by it. An engine is
// whatever passes tests/engine_contract.
//
//   commit A ──────● durable (per the durability setting) ──● visible to get, scan and new snapshots ──● returns done
//
// A read that starts after a commit returned sees it. A commit is seen whole or not at all, by snapshots too. Two
// commits that run at once are applied in some order. After a failed sync every later commit answers kReadOnly.
//
// Every method may be called from any thread, at once, until the engine is destroyed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/strong_id.h"
#include "basalt/engine/engine_error.h"
#include "basalt/engine/row_page.h"

namespace basalt::engine {

using ShardId = StrongId<struct ShardIdTag>;

// On disk by this number: pinned.
enum class KeySpace : uint8_t { kMeta = 0, kItems = 1, kIndexes = 2, kLog = 3 };
inline constexpr size_t kKeySpaces = 4;

struct RowRef {
  ShardId shard = {};
  KeySpace space = KeySpace::kItems;
  std::string_view key = {};
};

// A consistent view of everything committed before it was taken. Released by its destructor; keep it short-lived.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
};

enum class ReadTier : uint8_t {
  kAll,     // may wait for the disk
  kMemory,  // answers kNotCached rather than wait
};

struct ReadOptions {
  ReadTier tier = ReadTier::kAll;
  const Snapshot* snapshot = nullptr;  // null: the newest state
  bool cached = true;                  // false: what is read is about to be overwritten, so a cache is of no use
};

enum class Direction : uint8_t { kForward, kReverse };

// Rows with begin <= key < end, in the direction, until the page is full.
struct ScanRange {
  ShardId shard = {};
  KeySpace space = KeySpace::kItems;
  std::string_view begin = {};
  std::string_view end = {};  // empty: to the end of the key space
  Direction direction = Direction::kForward;
  size_t max_rows = 1024;
  size_t max_bytes = size_t{1} << 20;  // of keys and values; a page holds at least one row if there is one
};

// Rows with begin <= key < end, in the direction, for a visitor.
struct KeyRange {
  ShardId shard = {};
  KeySpace space = KeySpace::kItems;
  std::string_view begin = {};
  std::string_view end = {};  // empty: to the end of the key space
  Direction direction = Direction::kForward;
  // Visitors of the same appetite end at the same row when they see the same rows. 0: nothing is known of it.
  uint64_t appetite = 0;
};

// Takes rows as they are read.
class RowVisitor {
 public:
  // The next row, whose bytes stay until this returns. False: no more are wanted.
  virtual bool row(std::string_view key, std::string_view value) = 0;

 protected:
  ~RowVisitor() = default;
};

// A condition on the state before the commit; for engines shared by several processes.
struct Check {
  KeySpace space = KeySpace::kItems;
  std::string key = {};
  std::optional<std::string> expected = {};  // the row's whole value; nullopt: absent
};

// The changes of one commit to one shard, applied in order.
class Batch {
 public:
  explicit Batch(ShardId shard) : shard_(shard) {}
  void put(KeySpace space, std::string_view key, std::string_view value);
  void erase(KeySpace space, std::string_view key);
  // Keys with begin <= key < end; end is never empty (CHECKed), and an inverted range erases nothing.
  void erase_range(KeySpace space, std::string_view begin, std::string_view end);
  // Room for what most commits change, so that it need not grow from nothing.
  void reserve(size_t operations, size_t bytes);
  void check(Check check) { checks_.push_back(std::move(check)); }
  void clear();

  enum class Kind : uint8_t { kPut, kErase, kEraseRange };
  struct Operation {
    Kind kind;
    KeySpace space;
    std::string_view key;    // or begin
    std::string_view value;  // or end
  };
  ShardId shard() const { return shard_; }
  size_t size() const { return entries_.size(); }
  size_t bytes() const { return arena_.size(); }
  Operation operation(size_t index) const;
  const std::vector<Check>& checks() const { return checks_; }

 private:
  struct Entry {
    Kind kind;
    KeySpace space;
    uint32_t key_begin, key_size, value_begin, value_size;
  };
  void append(Kind kind, KeySpace space, std::string_view first, std::string_view second);

  ShardId shard_;
  std::string arena_;  // keys and values, one after another
  std::vector<Entry> entries_;
  std::vector<Check> checks_;
};

struct Capabilities {
  bool commits_span_shards = true;  // false: transactions need intents and a ledger inside the engine
  bool native_reverse_scan = true;
  bool shared_by_processes = false;
  bool keeps_files = true;  // false: others answer for the bytes, and verify_checksums has nothing to read
};

enum class Durability : uint8_t { kSync, kInterval, kNone };

struct EngineStats {
  uint64_t live_data_bytes = 0;
  uint64_t log_bytes = 0;     // of it, rows of kLog, as stored; an estimate
  uint64_t memory_bytes = 0;  // caches and write buffers
  uint64_t pending_compaction_bytes = 0;
  bool read_only = false;
  std::string read_only_reason;
};

// A file that does not hold what was written to it.
struct FileDamage {
  std::string file;                     // its path
  std::optional<uint64_t> offset = {};  // of the first damage, where it can be told
  std::string detail;
};

struct FileCheck {
  uint64_t files = 0;
  uint64_t bytes = 0;
  std::vector<FileDamage> damages = {};  // at most one for each file
  bool complete = true;                  // false: on_progress ended it
};

// Called while files are read, with bytes. False ends the check; it may take its time.
using FileProgress = std::function<bool(uint64_t done_bytes, uint64_t total_bytes)>;

// For those who watch the engine; all of them estimates of the moment. Zero where an engine has no such thing.
struct EngineFigures {
  uint64_t block_cache_bytes = 0;
  uint64_t block_cache_capacity_bytes = 0;
  uint64_t cache_misses = 0;  // reads of kMemory that would have waited for the disk
  uint64_t read_cache_bytes = 0;
  uint64_t read_cache_hits = 0;    // rows and ranges that were answered from it
  uint64_t read_cache_misses = 0;  // those that were looked for in vain
  uint64_t memtable_bytes = 0;
  uint64_t table_bytes = 0;  // of the sorted files
  uint64_t wal_bytes = 0;
  uint64_t level0_files = 0;
  uint64_t running_compactions = 0;
  uint64_t delayed_write_bytes_per_second = 0;  // writes are slowed down to this; 0: they are not
  bool writes_stopped = false;
};

class StorageEngine {
 public:
  virtual ~StorageEngine() = default;

  // True and value filled, or false when there is no such row. value's capacity is reused.
  virtual EngineResult<bool> get(const RowRef& row, const ReadOptions& options, std::string& value) = 0;
  // values[i] answers rows[i]; sizes must be equal.
  virtual EngineResult<void> multi_get(std::span<const RowRef> rows, const ReadOptions& options,
                                       std::span<std::optional<std::string>> values) = 0;
  // Replaces what page holds. page.more() tells whether rows may follow.
  virtual EngineResult<void> scan(const ScanRange& range, const ReadOptions& options, RowPage& page) = 0;
  // The rows of a range, none of them copied. False: the visitor ended it. After an error it may have seen some of
  // them.
  virtual EngineResult<bool> visit(const KeyRange& range, const ReadOptions& options, RowVisitor& visitor) = 0;
  // Atomic over all batches and all shards they name (where capabilities say so), durable as configured.
  virtual EngineResult<void> commit(std::span<const Batch> batches) = 0;
  virtual std::unique_ptr<Snapshot> snapshot() = 0;
  // A consistent copy of everything in an empty or new directory on the same file system (hard links where it can).
  virtual EngineResult<void> checkpoint(const std::string& directory) = 0;
  // Reads every file that holds rows and says which are damaged; rows that are written meanwhile may be left out.
  // Damage is an answer; only what keeps it from looking is an error. on_progress may be empty.
  virtual EngineResult<FileCheck> verify_checksums(const FileProgress& on_progress) = 0;
  // Makes every acknowledged commit durable, whatever the durability setting. Called before a clean stop.
  virtual EngineResult<void> sync() = 0;
  virtual Capabilities capabilities() const = 0;
  virtual EngineStats stats() = 0;
  // Lists the log's files: it may wait for the disk.
  virtual EngineFigures figures() = 0;
};

}  // namespace basalt::engine
