// Rendezvous: work that needs several shard writers to itself. An errand goes to each of them; the last to arrive does
// the work while the others stand still.
//
// Errands of all rendezvous are queued under one lock, so every writer meets them in the same order and none waits for
// a writer that waits for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

#include "basalt/base/unique_function.h"
#include "store/writer_errand.h"

namespace basalt::store {

class Rendezvous {
 public:
  Rendezvous(size_t parties, UniqueFunction<void()> work) : missing_(parties), work_(std::move(work)) {}

  // On the thread of a writer. Returns when the work is done, or called off.
  void arrive();
  // A writer will not come. Those that do go on, and the work is never done. Not after all have arrived.
  void call_off();

 private:
  std::mutex mutex_;
  std::condition_variable over_changed_;
  size_t missing_;
  bool over_ = false;
  UniqueFunction<void()> work_;
};

class RendezvousErrand final : public WriterErrand {
 public:
  explicit RendezvousErrand(std::shared_ptr<Rendezvous> rendezvous) : rendezvous_(std::move(rendezvous)) {}
  void run() override { rendezvous_->arrive(); }
  void refuse() override { rendezvous_->call_off(); }

 private:
  std::shared_ptr<Rendezvous> rendezvous_;
};

}  // namespace basalt::store
