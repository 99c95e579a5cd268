// WriterErrand: work that needs a shard's writer to itself. It runs on the writer's thread between two groups.
#pragma once

namespace basalt::store {

class WriterErrand {
 public:
  virtual ~WriterErrand() = default;
  // Exactly one of the two is called. Keep run short: the shard's writes wait for it.
  virtual void run() = 0;
  // The writer has stopped.
  virtual void refuse() = 0;
};

}  // namespace basalt::store
