// PageCollector: takes a page's items in their order until the page is full.
#pragma once

#include <cstddef>

#include "basalt/operations/page_parameters.h"
#include "basalt/value/item_codec.h"
#include "operations/page_read.h"

namespace basalt::operations {

class PageCollector {
 public:
  // read and response must outlive it.
  PageCollector(const PageRead& read, PageResponse& response);

  // The next item and its size in bytes as DynamoDB counts it. False: the page ends with it.
  bool add(const ItemView& item, size_t size) {
    ++response_.scanned_count;
    bytes_ += size;
    if (!read_.filter || read_.filter->matches(item)) answer(item);
    return (bytes_ < kMaxPageBytes && response_.scanned_count != read_.limit) || end_with(item);
  }

  size_t bytes() const { return bytes_; }
  // How many more items Limit allows.
  size_t items_left(size_t at_most) const;

 private:
  void answer(const ItemView& item);
  bool end_with(const ItemView& item);
  void reserve_rest();

  const PageRead& read_;
  PageResponse& response_;
  size_t bytes_ = 0;
  bool reserved_ = false;
};

}  // namespace basalt::operations
