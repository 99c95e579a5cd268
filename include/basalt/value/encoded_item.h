// EncodedItem: an item that is stored as it is, in the form it is stored in (item_codec.h), and its size.
//
// A plain value: copy or move freely, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"

namespace basalt {

class EncodedItem {
 public:
  EncodedItem() = default;                                           // the empty item
  EncodedItem(const Item& item) : EncodedItem(encode_item(item)) {}  // NOLINT(google-explicit-constructor)
  // encoded: as encode_item makes it.
  explicit EncodedItem(std::string encoded) : encoded_(std::move(encoded)), size_(item_size(view())) {}

  ItemView view() const { return ItemView(encoded_); }
  size_t size() const { return size_; }  // as DynamoDB counts it, in bytes
  const std::string& encoded() const { return encoded_; }

 private:
  std::string encoded_;
  size_t size_ = 0;
};

inline size_t item_size(const EncodedItem& item) { return item.size(); }

}  // namespace basalt
