// ItemAssembly: an encoded item put together from attributes that are encoded already, without decoding them.
//
// Reusable: finish() starts anew and keeps the capacity. Not for several threads at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "basalt/value/item_codec.h"

namespace basalt {

class ItemAssembly {
 public:
  // In the order of their names, none twice; as ItemView::for_each visits them. value is not an element of a set.
  void add(std::string_view name, const ValueView& value);
  // Bytes of what was added, as DynamoDB counts them.
  size_t size() const { return size_; }
  // Replaces out with the item's encoding.
  void finish(std::string& out);

 private:
  std::string attributes_;
  size_t count_ = 0;
  size_t size_ = 0;
};

}  // namespace basalt
