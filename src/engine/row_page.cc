#include "basalt/engine/row_page.h"

#include <limits>

#include "basalt/base/check.h"

namespace basalt::engine {

void RowPage::clear() {
  buffer_.clear();
  rows_.clear();
  more_ = false;
}

void RowPage::append(std::string_view key, std::string_view value) {
  CHECK(buffer_.size() + key.size() + value.size() <= std::numeric_limits<uint32_t>::max());
  const auto begin = static_cast<uint32_t>(buffer_.size());
  const auto key_size = static_cast<uint32_t>(key.size());
  buffer_.append(key).append(value);
  rows_.push_back({begin, key_size, begin + key_size, static_cast<uint32_t>(value.size())});
}

void RowPage::shrink() {
  buffer_.shrink_to_fit();
  rows_.shrink_to_fit();
}

}  // namespace basalt::engine
