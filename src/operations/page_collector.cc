#include "operations/page_collector.h"

#include <algorithm>
#include <string>

namespace basalt::operations {

PageCollector::PageCollector(const PageRead& read, PageResponse& response) : read_(read), response_(response) {
  if (!read_.count_only) response_.items.emplace();
}

bool PageCollector::add(const ItemView& item, size_t size) {
  ++response_.scanned_count;
  bytes_ += size;
  if (!read_.filter || read_.filter->matches(item)) answer(item);
  if (bytes_ < kMaxPageBytes && response_.scanned_count != read_.limit) return true;
  response_.last_evaluated_key = read_.path.start_key(item);
  return false;
}

void PageCollector::answer(const ItemView& item) {
  ++response_.count;
  if (read_.count_only) return;
  if (read_.projection) {
    response_.items->append_written([&](std::string& out) { read_.projection->apply(item, out); });
  } else {
    response_.items->append(item);
  }
}

void PageCollector::reserve(size_t items, size_t bytes) {
  if (!read_.count_only && !read_.filter && !read_.projection) response_.items->reserve(items, bytes);
}

size_t PageCollector::items_left(size_t at_most) const {
  return read_.limit ? std::min(at_most, *read_.limit - response_.scanned_count) : at_most;
}

}  // namespace basalt::operations
