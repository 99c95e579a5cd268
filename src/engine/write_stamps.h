// WriteStamps: tell a reader whether anything was written to a stretch of a key space since it read there.
//
// Counters that only grow, each for a part of the rows of kItems and kIndexes. A commit counts at the counters of its
// rows before it begins and after it ends, so that what was read is still so as long as its counters stand where they
// stood:
//
//   reader   stamps = observe()      read the engine      keep (rows, stamps)
//   reader                                                                      is_still(stamps)? then rows are current
//   writer                      begin ── commit ── end    a stamp in between, or one that differs: not current
//
// The moment of is_still is the moment of such a read: no commit to its rows had begun that the rows do not show.
// A stamp is the sum of the counters of a stretch. Sums of what only grows are equal only when every part is.
//
// Rows share counters, so a stretch may seem changed when it is not; never the other way round. A row's place is that
// of its first 16 bytes: for items, its table and the hash of its partition key (keys/key_layout.h).
//
// Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "basalt/engine/storage_engine.h"

namespace basalt::engine {

class WriteStamps {
 public:
  using Stamp = uint64_t;

  // Some counters that stand side by side.
  struct Stretch {
    uint32_t first = 0;
    uint32_t size = 0;
  };

  WriteStamps();

  // Whether a key space's rows are stamped at all.
  static bool covers(KeySpace space) { return space == KeySpace::kItems || space == KeySpace::kIndexes; }
  // The rows that share their first 16 bytes with key.
  static Stretch stretch_of_prefix(std::string_view key);
  // All rows with begin <= key < end; nullopt when the range spans several tables or has no end.
  static std::optional<Stretch> stretch_of_range(std::string_view begin, std::string_view end);
  // What of a range's stretch its rows up to key, or from key on, belong to.
  static Stretch up_to(const Stretch& whole, std::string_view key);
  static Stretch from(const Stretch& whole, std::string_view key);

  // nullopt: a commit to the stretch is under way.
  std::optional<Stamp> observe(const Stretch& stretch) const;
  bool is_still(const Stretch& stretch, Stamp stamp) const { return sum(stretch) == stamp; }

  // The counters of a stretch as they stood, for those who learn only later which part of it they read.
  class Standing {
   public:
    // nullopt: a commit to the part was under way.
    std::optional<Stamp> stamp_of(const Stretch& part) const;

   private:
    friend class WriteStamps;
    uint32_t first_ = 0;
    uint64_t everything_ = 0;
    std::vector<uint64_t> counters_;
  };
  Standing observe_each(const Stretch& stretch) const;

  // A commit: begins with it and ends with it.
  class Writing {
   public:
    Writing(WriteStamps& stamps, std::span<const Batch> batches);
    ~Writing();
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;

   private:
    void add(uint64_t amount);

    WriteStamps& stamps_;
    bool changes_everything_ = false;
    std::vector<uint32_t> counters_;  // of its rows, one after the other
  };

 private:
  uint64_t sum(const Stretch& stretch) const;

  std::unique_ptr<std::atomic<uint64_t>[]> counters_;
  // Of commits that erase ranges, write very many rows, or keys too short to have a place; part of every stamp.
  std::atomic<uint64_t> everything_{0};
};

}  // namespace basalt::engine
