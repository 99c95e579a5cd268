#include "server/snapshots.h"

#include <chrono>
#include <utility>

namespace basalt::server {

ApiResult<bool> Snapshots::take(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (!entries_.contains(name) && entries_.size() >= kMaxSnapshots) return false;
  auto image = TRY(store_.image(kMaxBytes - bytes_without(name)));
  if (image == nullptr) return false;
  entries_[name] = {std::move(image), std::chrono::duration<double>(clock_.wall_now()).count()};
  return true;
}

ApiResult<bool> Snapshots::restore(const std::string& name) {
  std::shared_ptr<const store::StoreImage> image;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(name);
    if (found == entries_.end()) return false;
    image = found->second.image;
  }
  TRY(store_.restore(*image));
  return true;
}

bool Snapshots::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  return entries_.erase(name) > 0;
}

void Snapshots::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
}

std::vector<Snapshots::Summary> Snapshots::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<Summary> summaries;
  for (const auto& [name, entry] : entries_) summaries.push_back({name, entry.image->bytes(), entry.taken_seconds});
  return summaries;
}

uint64_t Snapshots::bytes_without(const std::string& name) const {
  uint64_t bytes = 0;
  for (const auto& [other, entry] : entries_) bytes += other == name ? 0 : entry.image->bytes();
  return bytes;
}

}  // namespace basalt::server
