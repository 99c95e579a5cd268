// The binary form of an item, and views that read it in place. The byte grammar is docs/item-format.md:
//
//   item       := count:varint attribute*                      attributes sorted by name
//   attribute  := name_size:varint name value
//   value      := tag:byte payload                             tag = AttributeType, plus a flag bit (below)
//   S          := size:varint bytes                            flag 0x80: the text needs no JSON escaping (SS: no
//   element) N          := size:byte text                               the normalised decimal text (Decimal::write) B
//   := size:varint bytes SS NS BS   := byte_size:varint count:varint element*       element as S, N, B without tag;
//   sorted M          := byte_size:varint item L          := byte_size:varint count:varint value* NULL       :=
//   (nothing)        BOOL := byte 0 or 1
//
// varint is little-endian base 128, as short as it can be, at most 5 bytes. byte_size counts the bytes after itself, so
// that a view skips a nested value in one step.
//
// Views point into bytes owned by someone else and are valid as long as those are. Bytes come from Basalt's own
// encoder behind a storage checksum: views CHECK their structure, they do not report errors. `validate` reports,
// for `verify` and fuzzers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/value/attribute_value.h"

namespace basalt {

class ItemView;
namespace detail {
class EncodedReader;
}

class ValueView {
 public:
  // The value whose encoding begins at the start of bytes.
  static ValueView read(std::string_view bytes);

  AttributeType type() const { return type_; }
  // Payload as text: S, B (raw bytes) and N (decimal text). CHECKs the type.
  std::string_view bytes() const;
  bool plain_text() const { return plain_; }  // S and SS: no character needs a JSON escape
  Decimal number() const;                     // N
  bool boolean() const;                       // BOOL
  ItemView map() const;                       // M
  size_t count() const;                       // elements of L, M, SS, NS, BS
  // Element of a list; nullopt past the end. Linear in index.
  std::optional<ValueView> element(size_t index) const;
  // Walks L (values) and sets (each element seen as a S, N or B value). visit: bool(ValueView), false stops.
  template <class Visit>
  void for_each_element(Visit&& visit) const;
  AttributeValue decode() const;
  // The encoded value, tag included. Not for an element of a set, which has no tag (CHECKed).
  std::string_view encoded() const;

 private:
  friend class detail::EncodedReader;
  ValueView(AttributeType type, bool plain, const char* begin, std::string_view content)
      : begin_(begin), content_(content), type_(type), plain_(plain) {}

  const char* begin_;         // the tag; null for an element of a set
  std::string_view content_;  // what follows the tag and the size
  AttributeType type_;
  bool plain_;
};

class ItemView {
 public:
  ItemView() = default;  // the empty item
  explicit ItemView(std::string_view encoded) : encoded_(encoded) {}
  size_t count() const;
  std::optional<ValueView> find(std::string_view name) const;
  // visit: bool(std::string_view name, ValueView value), false stops.
  template <class Visit>
  void for_each(Visit&& visit) const;
  Item decode() const;
  std::string_view encoded() const { return encoded_; }

 private:
  std::string_view encoded_;
};

// Appends the encoding of item to out.
void encode_item(const Item& item, std::string& out);
std::string encode_item(const Item& item);
void encode_value(const AttributeValue& value, std::string& out);

// Containers (M, L) that may stand around a value within an attribute.
inline constexpr int kMaxNesting = 32;

// Whether bytes are exactly what encode_item makes of some item: sorted names, right sizes and flags, UTF-8, numbers
// in their normalised text, at most kMaxNesting deep. Safe on any bytes.
bool validate_item(std::string_view bytes);

}  // namespace basalt

#include "basalt/value/item_codec_inl.h"
