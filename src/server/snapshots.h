// Snapshots: named images of the whole store, in memory, to go back to. Gone when the server stops. Any thread; taking
// and restoring wait for the disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/error/api_error.h"
#include "basalt/store/store.h"
#include "basalt/store/store_image.h"

namespace basalt::server {

class Snapshots {
 public:
  static constexpr size_t kMaxSnapshots = 100;
  static constexpr uint64_t kMaxBytes = uint64_t{512} << 20;  // of all

  // Both must outlive it.
  Snapshots(store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  // Takes the place of one with the same name. False when there would be too many, or they would be too large.
  ApiResult<bool> take(const std::string& name);
  // False when there is none of this name.
  ApiResult<bool> restore(const std::string& name);
  bool remove(const std::string& name);
  void clear();

  struct Summary {
    std::string name;
    uint64_t bytes = 0;
    double taken_seconds = 0;  // since the epoch
  };
  std::vector<Summary> list() const;

 private:
  struct Entry {
    std::shared_ptr<const store::StoreImage> image;
    double taken_seconds = 0;
  };
  uint64_t bytes_without(const std::string& name) const;

  store::Store& store_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

}  // namespace basalt::server
