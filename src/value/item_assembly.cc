#include "basalt/value/item_assembly.h"

#include "basalt/value/encoded_writer.h"
#include "basalt/value/item_size.h"

namespace basalt {

void ItemAssembly::add(std::string_view name, const ValueView& value) {
  EncodedWriter(attributes_).text(name);
  attributes_.append(value.encoded());
  size_ += name.size() + value_size(value);
  ++count_;
}

void ItemAssembly::finish(std::string& out) {
  out.clear();
  EncodedWriter(out).count(count_);
  out.append(attributes_);
  attributes_.clear();
  count_ = 0;
  size_ = 0;
}

}  // namespace basalt
