// OwnedItem and ItemList: encoded items on their way out, in buffers they own, so that `wire` writes JSON straight from
// the stored bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"

namespace basalt::operations {

// One encoded item somewhere inside a buffer (a stored row is a header and the item).
class OwnedItem {
 public:
  OwnedItem(std::string buffer, size_t offset) : buffer_(std::move(buffer)), offset_(offset) {}
  explicit OwnedItem(std::string encoded_item) : buffer_(std::move(encoded_item)) {}
  ItemView view() const { return ItemView(std::string_view(buffer_).substr(offset_)); }

 private:
  std::string buffer_;
  size_t offset_ = 0;
};

// Many encoded items packed one after another.
class ItemList {
 public:
  size_t size() const { return ends_.size(); }
  ItemView view(size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return ItemView(std::string_view(arena_).substr(begin, ends_[index] - begin));
  }
  void append(const ItemView& item) {
    arena_.append(item.encoded());
    ends_.push_back(static_cast<uint32_t>(arena_.size()));
  }
  void append(const Item& item) {
    encode_item(item, arena_);
    ends_.push_back(static_cast<uint32_t>(arena_.size()));
  }
  // write(std::string& out) appends the encoding of one item to out.
  template <class Write>
  void append_written(Write&& write) {
    write(arena_);
    ends_.push_back(static_cast<uint32_t>(arena_.size()));
  }
  // Room for this many more.
  void reserve(size_t items, size_t bytes) {
    ends_.reserve(ends_.size() + items);
    arena_.reserve(arena_.size() + bytes);
  }
  size_t bytes() const { return arena_.size(); }
  PackedItems packed() const { return {arena_, ends_}; }

 private:
  std::string arena_;
  std::vector<uint32_t> ends_;
};

}  // namespace basalt::operations
