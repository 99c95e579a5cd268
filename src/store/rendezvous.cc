#include "store/rendezvous.h"

#include "basalt/base/fault_point.h"

namespace basalt::store {

void Rendezvous::arrive() {
  std::unique_lock lock(mutex_);
  if (over_) return;
  if (--missing_ > 0) return over_changed_.wait(lock, [this] { return over_; });
  FAULT_POINT("transaction.all_writers_met");
  work_();  // under the lock: nobody else is about
  FAULT_POINT("transaction.before_writers_part");
  over_ = true;
  over_changed_.notify_all();
}

void Rendezvous::call_off() {
  const std::lock_guard lock(mutex_);
  over_ = true;
  over_changed_.notify_all();
}

}  // namespace basalt::store
