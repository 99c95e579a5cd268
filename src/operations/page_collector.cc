#include "operations/page_collector.h"

#include <algorithm>
#include <string>

namespace basalt::operations {
namespace {

constexpr size_t kShortPageItems = 16;
constexpr size_t kShortPageBytes = size_t{2} << 10;
// Below it, growing costs nothing to speak of.
constexpr size_t kReservedFromBytes = size_t{32} << 10;

}  // namespace

PageCollector::PageCollector(const PageRead& read, PageResponse& response) : read_(read), response_(response) {
  if (!read_.count_only) response_.items.emplace().reserve(kShortPageItems, kShortPageBytes);
}

bool PageCollector::end_with(const ItemView& item) {
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
  if (!reserved_ && response_.items->bytes() > kReservedFromBytes) reserve_rest();
}

// A page that goes on is expected to become a full one of such items.
void PageCollector::reserve_rest() {
  reserved_ = true;
  const double times = static_cast<double>(kMaxPageBytes) / static_cast<double>(bytes_) + 0.1;
  const auto expected = [&](size_t so_far) { return static_cast<size_t>(static_cast<double>(so_far) * times); };
  response_.items->reserve(expected(response_.items->size()), expected(response_.items->bytes()));
}

size_t PageCollector::items_left(size_t at_most) const {
  return read_.limit ? std::min(at_most, *read_.limit - response_.scanned_count) : at_most;
}

}  // namespace basalt::operations
