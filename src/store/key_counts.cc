#include "store/key_counts.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace basalt::store {

void KeyCounts::add(std::string_view key, double weight, int64_t minute) {
  Stripe& stripe = stripes_[std::hash<std::string_view>{}(key) % kStripes];
  const std::lock_guard lock(stripe.mutex);
  if (stripe.minute != minute) turn(stripe, minute);
  stripe.sketch.add(key, weight);
}

std::vector<MinuteOfKeys> KeyCounts::minutes(int64_t this_minute) {
  for (Stripe& stripe : stripes_) {
    const std::lock_guard lock(stripe.mutex);
    if (stripe.minute != this_minute) turn(stripe, this_minute);
  }
  std::deque<MinuteOfKeys> found;
  {
    const std::lock_guard lock(history_mutex_);
    found = history_;
  }
  for (Stripe& stripe : stripes_) {
    const std::lock_guard lock(stripe.mutex);
    if (stripe.minute == this_minute && stripe.sketch.total() > 0) merge(stripe, minute_of(this_minute, found));
  }
  std::vector<MinuteOfKeys> minutes(std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  std::sort(minutes.begin(), minutes.end(),
            [](const MinuteOfKeys& a, const MinuteOfKeys& b) { return a.minute > b.minute; });
  return minutes;
}

void KeyCounts::turn(Stripe& stripe, int64_t minute) {
  if (stripe.sketch.total() > 0) {
    const std::lock_guard lock(history_mutex_);
    merge(stripe, minute_of(stripe.minute, history_));
    if (history_.size() > kMinutes) history_.pop_front();
  }
  stripe.sketch.clear();
  stripe.minute = minute;
}

void KeyCounts::merge(const Stripe& stripe, MinuteOfKeys& minute) {
  minute.total += stripe.sketch.total();
  std::vector<WeighedKey> keys = stripe.sketch.heaviest(kKeysPerMinute);
  auto& heaviest = minute.heaviest;
  heaviest.insert(heaviest.end(), std::make_move_iterator(keys.begin()), std::make_move_iterator(keys.end()));
  std::sort(heaviest.begin(), heaviest.end(), [](const WeighedKey& a, const WeighedKey& b) {
    return std::tie(b.weight, a.key) < std::tie(a.weight, b.key);
  });
  if (heaviest.size() > kKeysPerMinute) heaviest.resize(kKeysPerMinute);
}

MinuteOfKeys& KeyCounts::minute_of(int64_t minute, std::deque<MinuteOfKeys>& minutes) {
  for (MinuteOfKeys& known : minutes) {
    if (known.minute == minute) return known;
  }
  return minutes.emplace_back(MinuteOfKeys{minute, 0, {}});
}

}  // namespace basalt::store
