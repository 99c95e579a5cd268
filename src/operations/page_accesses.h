// PageAccesses: the keys that one page of a Query or Scan has read, for contributor insights. The page's cost is shared
// among them by their sizes. Does nothing where insights are not enabled. Private to operations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basalt/store/item_reader.h"
#include "operations/access_path.h"

namespace basalt::operations {

class PageAccesses {
 public:
  // The path must outlive it.
  explicit PageAccesses(const AccessPath& path);

  void add(std::string_view row, const store::StoredItem& stored) {
    if (insights_ != nullptr) [[unlikely]] {
      add_row(row, stored);
    }
  }
  // Once, at the end. begin: where the read began; it names the partition key of a Query that found nothing.
  void charge(double units, std::string_view begin);

 private:
  void add_row(std::string_view row, const store::StoredItem& stored);

  struct Read {
    std::string row;
    size_t size = 0;
  };
  const AccessPath& path_;
  store::KeyInsights* insights_;
  std::vector<Read> reads_;
  size_t bytes_ = 0;
};

}  // namespace basalt::operations
