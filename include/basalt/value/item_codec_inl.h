// The inline part of item_codec.h, which includes it: walking encoded items is the hot path of every read.
#pragma once

#include <cstdint>
#include <string_view>

#include "basalt/base/check.h"
#include "basalt/value/item_codec.h"

namespace basalt::detail {

// In an encoded value's first byte, beside the type.
inline constexpr uint8_t kPlainTextFlag = 0x80;

// Reads the pieces of an encoding one after the other, from bytes that are known to be well-formed.
class EncodedReader {
 public:
  explicit EncodedReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool at_end() const { return at_ == end_; }
  // The bytes that are left.
  std::string_view rest() const { return {at_, static_cast<size_t>(end_ - at_)}; }
  uint8_t byte() {
    CHECK(at_ != end_);
    return static_cast<uint8_t>(*at_++);
  }
  size_t varint() {
    const uint8_t first = byte();
    return first < 0x80 ? first : varint_tail(first);
  }
  std::string_view take(size_t size) {
    CHECK(size <= static_cast<size_t>(end_ - at_));
    const std::string_view bytes(at_, size);
    at_ += size;
    return bytes;
  }
  [[gnu::always_inline]] ValueView value() {
    const char* const begin = at_;
    const uint8_t tag = byte();
    const auto type = static_cast<AttributeType>(tag & ~kPlainTextFlag);
    return ValueView(type, (tag & kPlainTextFlag) != 0, begin, content(type));
  }
  // An element of a set whose elements have this type; `plain` as the set's own flag.
  ValueView set_element(AttributeType type, bool plain) { return ValueView(type, plain, nullptr, content(type)); }

 private:
  [[gnu::always_inline]] std::string_view content(AttributeType type) {
    CHECK(type >= AttributeType::kString && type <= AttributeType::kBool);
    if (type == AttributeType::kNumber) return take(byte());
    if (type == AttributeType::kNull) return take(0);
    if (type == AttributeType::kBool) return take(1);
    return take(varint());
  }
  size_t varint_tail(uint8_t first);

  const char* at_;
  const char* end_;
};

// The type that elements of a set have: SS to S, NS to N, BS to B.
constexpr AttributeType element_type(AttributeType set) {
  return static_cast<AttributeType>(static_cast<uint8_t>(set) - 3);
}
static_assert(element_type(AttributeType::kStringSet) == AttributeType::kString);
static_assert(element_type(AttributeType::kNumberSet) == AttributeType::kNumber);
static_assert(element_type(AttributeType::kBinarySet) == AttributeType::kBinary);

}  // namespace basalt::detail

namespace basalt {

inline std::string_view ValueView::bytes() const {
  CHECK(type_ <= AttributeType::kBinary);
  return content_;
}

inline bool ValueView::boolean() const {
  CHECK(type_ == AttributeType::kBool);
  return content_.front() != 0;
}

inline ItemView ValueView::map() const {
  CHECK(type_ == AttributeType::kMap);
  return ItemView(content_);
}

inline std::string_view ValueView::encoded() const {
  CHECK(begin_ != nullptr);
  return {begin_, static_cast<size_t>(content_.data() + content_.size() - begin_)};
}

template <class Visit>
void ValueView::for_each_element(Visit&& visit) const {
  detail::EncodedReader reader(content_);
  size_t left = reader.varint();
  if (type_ == AttributeType::kList) {
    for (; left > 0; --left) {
      if (!visit(reader.value())) return;
    }
    return;
  }
  CHECK(type_ >= AttributeType::kStringSet && type_ <= AttributeType::kBinarySet);
  for (; left > 0; --left) {
    if (!visit(reader.set_element(detail::element_type(type_), plain_))) return;
  }
}

template <class Visit>
void ItemView::for_each(Visit&& visit) const {
  if (encoded_.empty()) return;
  detail::EncodedReader reader(encoded_);
  for (size_t left = reader.varint(); left > 0; --left) {
    const std::string_view name = reader.take(reader.varint());
    if (!visit(name, reader.value())) return;
  }
}

}  // namespace basalt
