#include "http/refusal_pacer.h"

#include <algorithm>

namespace basalt::http {

void RefusalPacer::hold(Exchange& exchange, Microseconds now) {
  last_due_ = std::max(last_due_, std::clamp(last_due_ + kBetween, now + kShortest, now + kLongest));
  held_.push_back({&exchange, last_due_});
}

Exchange* RefusalPacer::release(Microseconds now) {
  return held_.empty() || held_.front().due > now ? nullptr : release();
}

Exchange* RefusalPacer::release() {
  if (held_.empty()) return nullptr;
  Exchange* exchange = held_.front().exchange;
  held_.pop_front();
  return exchange;
}

}  // namespace basalt::http
