// StoreImage: everything a store held at one moment, as rows in memory: tables, items, indexes, change log, tokens.
// Made by Store::image, given to Store::restore; an empty one is of a store without tables. Immutable once it is made;
// any thread. Good for the store it was taken of, while the process lives.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "basalt/engine/storage_engine.h"

namespace basalt::store {

class StoreImage {
 public:
  // In the order of their keys.
  const std::vector<engine::RowPage>& rows(engine::KeySpace space) const { return pages_[static_cast<size_t>(space)]; }
  uint64_t bytes() const { return bytes_; }  // of keys and values

  // For the store.
  void append(engine::KeySpace space, engine::RowPage page) {
    bytes_ += page.bytes();
    pages_[static_cast<size_t>(space)].push_back(std::move(page));
  }

 private:
  std::array<std::vector<engine::RowPage>, engine::kKeySpaces> pages_;
  uint64_t bytes_ = 0;
};

}  // namespace basalt::store
