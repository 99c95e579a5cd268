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
  bool add(const ItemView& item, size_t size);
  // Room for items of this many encoded bytes.
  void reserve(size_t items, size_t bytes);

  size_t bytes() const { return bytes_; }
  // How many more items Limit allows.
  size_t items_left(size_t at_most) const;

 private:
  void answer(const ItemView& item);

  const PageRead& read_;
  PageResponse& response_;
  size_t bytes_ = 0;
};

}  // namespace basalt::operations
