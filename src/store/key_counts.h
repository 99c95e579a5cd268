// KeyCounts: the heaviest keys of each minute, for about an hour.
//
// Keys are dealt to stripes by their hash, each a KeySketch behind a mutex of its own, so that threads seldom meet and
// a key's weight stands in one place. A stripe that sees a later minute first hands its heaviest keys of the one before
// to the history. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string_view>
#include <vector>

#include "store/key_sketch.h"

namespace basalt::store {

struct MinuteOfKeys {
  int64_t minute = 0;                // since the epoch
  double total = 0;                  // of all keys
  std::vector<WeighedKey> heaviest;  // heaviest first
};

class KeyCounts {
 public:
  static constexpr size_t kKeysPerMinute = 25;  // as many as CloudWatch reports of DynamoDB's rules
  static constexpr size_t kMinutes = 60;
  static constexpr size_t kStripes = 8;
  static constexpr size_t kKeysPerStripe = 256;

  void add(std::string_view key, double weight, int64_t minute);
  // What was counted, newest minute first: this minute as far as it has come.
  std::vector<MinuteOfKeys> minutes(int64_t this_minute);

 private:
  struct Stripe {
    std::mutex mutex;
    int64_t minute = 0;
    KeySketch sketch{kKeysPerStripe};
  };
  // The stripe's mutex is held.
  void turn(Stripe& stripe, int64_t minute);
  static void merge(const Stripe& stripe, MinuteOfKeys& minute);
  static MinuteOfKeys& minute_of(int64_t minute, std::deque<MinuteOfKeys>& minutes);

  std::array<Stripe, kStripes> stripes_;
  std::mutex history_mutex_;
  std::deque<MinuteOfKeys> history_;  // in the order in which they began, which the clock may not follow
};

}  // namespace basalt::store
