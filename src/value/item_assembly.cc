#include "basalt/value/item_assembly.h"

#include "basalt/value/item_size.h"
#include "value/varint.h"

namespace basalt {

void ItemAssembly::add(std::string_view name, const ValueView& value) {
  append_varint(name.size(), attributes_);
  attributes_.append(name).append(value.encoded());
  size_ += name.size() + value_size(value);
  ++count_;
}

void ItemAssembly::finish(std::string& out) {
  out.clear();
  append_varint(count_, out);
  out.append(attributes_);
  attributes_.clear();
  count_ = 0;
  size_ = 0;
}

}  // namespace basalt
